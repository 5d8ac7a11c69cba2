package io.airgapkit.format.json;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;

/**
 * Walks over canonical JSON piece by piece. A piece is a member or an element of an array; whatever
 * does not fit its grammar is one fault with the offset at which the piece began, so that every
 * implementation reports the same number.
 */
public final class CanonicalScanner {
  /** Characters a word may have: lower-case letters, digits, and these. */
  public enum Alphabet {
    HEX,
    DIGITS,
    PROFILE_ID,
    TRAIN;

    boolean has(char c) {
      boolean digit = c >= '0' && c <= '9';
      boolean lower = c >= 'a' && c <= 'z';
      return switch (this) {
        case HEX -> digit || c >= 'a' && c <= 'f';
        case DIGITS -> digit;
        case PROFILE_ID -> digit || lower || c == '-';
        case TRAIN -> digit || lower || c == '-' || c >= 'A' && c <= 'Z';
      };
    }
  }

  private static final String TIME = "0000-00-00T00:00:00Z";

  private final byte[] bytes;
  private int at;
  private int piece;

  public CanonicalScanner(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Begins a piece here; faults up to the next call carry this offset. */
  public void piece() {
    piece = at;
  }

  /** The next bytes must be these. */
  public void literal(String text) throws KitFormatException {
    for (int i = 0; i < text.length(); i++, at++) {
      if (at >= bytes.length || bytes[at] != text.charAt(i)) {
        throw malformed();
      }
    }
  }

  /** Takes the byte if it comes next. */
  public boolean accept(char c) {
    if (at < bytes.length && bytes[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  /** Whether the byte comes next; takes nothing. */
  public boolean sees(char c) {
    return at < bytes.length && bytes[at] == c;
  }

  /** No byte may follow. */
  public void end() throws KitFormatException {
    if (at != bytes.length) {
      throw malformed();
    }
  }

  /**
   * Begins an array that is a member: {@code "name":[}, and what may follow is an element or the
   * end.
   */
  public void open(String name) throws KitFormatException {
    piece();
    literal("\"" + name + "\":[");
    if (!sees('{') && !sees(']')) {
      throw malformed();
    }
  }

  /**
   * Whether another element of the array begins here, which is then a piece of its own; else takes
   * the closing bracket, with which the next piece begins.
   *
   * @param first whether no element was read yet
   */
  public boolean element(boolean first) throws KitFormatException {
    boolean more = first ? !sees(']') : accept(',');
    if (!first && !more && !sees(']')) {
      throw malformed();
    }
    piece();
    if (!more) {
      literal("]");
    }
    return more;
  }

  /** A string of {@code min} to 1,024 characters after unescaping. */
  public String string(int min) throws KitFormatException {
    literal("\"");
    StringBuilder out = new StringBuilder();
    while (!accept('"')) {
      int c = at < bytes.length ? bytes[at++] : -1;
      if (c == '\\') {
        c = at < bytes.length ? bytes[at++] : -1;
        if (c != '"' && c != '\\') {
          throw malformed();
        }
      }
      if (c < 0x20 || c > 0x7E || out.length() == FormatLimits.MAX_STRING_CHARS) {
        throw malformed();
      }
      out.append((char) c);
    }
    if (out.length() < min) {
      throw malformed();
    }
    return out.toString();
  }

  /**
   * An integer in its only spelling: {@code 0} or up to 16 digits without leading zero. Ranges are
   * a later rule.
   */
  public long integer() throws KitFormatException {
    int start = at;
    long value = 0;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
      if (at - start == 16 || at - start == 1 && bytes[start] == '0') {
        throw malformed();
      }
      value = value * 10 + (bytes[at++] - '0');
    }
    if (at == start) {
      throw malformed();
    }
    return value;
  }

  /** A quoted time; whether such a moment exists is a later rule. */
  public String time() throws KitFormatException {
    literal("\"");
    int start = at;
    for (int i = 0; i < TIME.length(); i++, at++) {
      char want = TIME.charAt(i);
      if (at >= bytes.length
          || (want == '0' ? bytes[at] < '0' || bytes[at] > '9' : bytes[at] != want)) {
        throw malformed();
      }
    }
    literal("\"");
    return ascii(start, at - 1);
  }

  /** {@code min} to {@code max} characters of an alphabet, without quotes around. */
  public String word(Alphabet alphabet, int min, int max) throws KitFormatException {
    int start = at;
    while (at < bytes.length && at - start < max && alphabet.has((char) bytes[at])) {
      at++;
    }
    if (at - start < min) {
      throw malformed();
    }
    return ascii(start, at);
  }

  /** Lower-case hex digits, exactly so many, in quotes. */
  public String hex(int digits) throws KitFormatException {
    literal("\"");
    String word = word(Alphabet.HEX, digits, digits);
    literal("\"");
    return word;
  }

  /** A quoted word out of a fixed list; returns its index. */
  public int choice(String... words) throws KitFormatException {
    String word = string(1);
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals(word)) {
        return i;
      }
    }
    throw malformed();
  }

  public KitFormatException malformed() {
    return new KitFormatException(FindingCode.MANIFEST_MALFORMED, piece);
  }

  private String ascii(int from, int to) {
    char[] out = new char[to - from];
    for (int i = 0; i < out.length; i++) {
      out[i] = (char) bytes[from + i];
    }
    return new String(out);
  }
}
