package io.airgapkit.profile.json;

/**
 * One thing that is wrong with a data file, and where.
 *
 * @param kind what sort of fault; tests and callers decide by this, never by the text
 * @param file the name the caller gave
 * @param line from 1; 0 if the fault concerns the file as a whole
 * @param column from 1, in UTF-16 units; 0 if the fault concerns the file as a whole
 * @param key path of the member, such as {@code trains[2].floor.kb}; empty for the whole document
 * @param message one sentence without full stop: what is wrong and what would be right
 */
public record DocumentFault(
    Kind kind, String file, int line, int column, String key, String message) {

  /** The sorts of faults. */
  public enum Kind {
    /** More bytes, depth or characters than allowed. */
    LIMIT_EXCEEDED,
    /** Not UTF-8, or a byte order mark. */
    ENCODING,
    /** Not JSON; nothing behind it was read. */
    SYNTAX,
    /** A key that stands twice in one object. */
    DUPLICATE_KEY,
    /** A key the schema does not know. */
    UNKNOWN_KEY,
    /** A key that must be there and is not. */
    MISSING_KEY,
    /** Another JSON type than the schema wants. */
    WRONG_TYPE,
    /** The right type, but not a permitted value. */
    BAD_VALUE,
    /** A value that may stand once in the document and stands twice. */
    DUPLICATE_VALUE,
    /** A list that is not in its order. */
    BAD_ORDER,
    /** A name that refers to nothing. */
    UNKNOWN_REFERENCE,
    /** More faults were found than are listed. */
    AND_MORE
  }

  /** The fault as compilers write it: {@code file:line:column: key: message}. */
  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line + ":" + column;
    return key.isEmpty() ? place + ": " + message : place + ": " + key + ": " + message;
  }
}
