package io.airgapkit.format.json;

import io.airgapkit.format.FormatLimits;

/**
 * Writes canonical JSON: RFC 8785 over the narrow subset of the specification, section 5. Members
 * are given in byte order by the caller; what cannot be written is refused, so nothing is signed
 * that no reader takes.
 */
public final class CanonicalWriter {
  private final StringBuilder out = new StringBuilder(1024);

  /** Text that is part of the grammar: braces, names, commas. */
  public CanonicalWriter literal(String text) {
    out.append(text);
    return this;
  }

  /**
   * A string value with its quotes; printable ASCII only, 1 to 1,024 characters (0 if {@code
   * mayBeEmpty}).
   */
  public CanonicalWriter string(String value, boolean mayBeEmpty) {
    if (value.length() > FormatLimits.MAX_STRING_CHARS || value.isEmpty() && !mayBeEmpty) {
      throw new IllegalArgumentException(
          "a string of " + value.length() + " characters is not canonical JSON here");
    }
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x20 || c > 0x7E) {
        throw new IllegalArgumentException(
            "character U+" + Integer.toHexString(c) + " at " + i + " is not printable ASCII");
      }
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
    return this;
  }

  public CanonicalWriter string(String value) {
    return string(value, false);
  }

  /** An integer, 0 to 2^53-1. */
  public CanonicalWriter integer(long value) {
    if (value < 0 || value > FormatLimits.MAX_INTEGER) {
      throw new IllegalArgumentException(value + " is outside 0 to 2^53-1");
    }
    out.append(value);
    return this;
  }

  /** The document so far, one byte a character. */
  public byte[] toBytes() {
    byte[] bytes = new byte[out.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) out.charAt(i);
    }
    return bytes;
  }
}
