package io.airgapkit.builder.registry;

import java.util.Optional;

/** As much DER as a blob and a bundle need: definite, minimal lengths (X.690, section 10.1). */
final class Der {
  static final int INTEGER = 0x02;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;
  static final int CONTEXT_0 = 0xA0;

  /** Where the content of an element lies: from, inclusive, to, exclusive. */
  record Span(int from, int to) {}

  private Der() {}

  /** One element with the parts as its content. */
  static byte[] element(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length = Math.addExact(length, part.length);
    }
    int octets = lengthOctets(length);
    byte[] out = new byte[Math.addExact(1 + octets, length)];
    out[0] = (byte) tag;
    out[1] = (byte) (octets == 1 ? length : 0x80 | octets - 1);
    for (int i = octets; i > 1; i--) {
      out[i] = (byte) (length >> 8 * (octets - i));
    }
    int at = 1 + octets;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, out, at, part.length);
      at += part.length;
    }
    return out;
  }

  private static int lengthOctets(int length) {
    int significant = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    return length < 0x80 ? 1 : 1 + significant;
  }

  /** Whether the bytes are one SEQUENCE, and nothing behind it. */
  static boolean isSequence(byte[] bytes) {
    return content(bytes, 0, bytes.length, SEQUENCE)
        .filter(span -> span.to() == bytes.length)
        .isPresent();
  }

  /** The content of the element that begins at an offset; empty unless it lies before the end. */
  static Optional<Span> content(byte[] bytes, int at, int end, int tag) {
    if (end - at < 2 || (bytes[at] & 0xFF) != tag) {
      return Optional.empty();
    }
    int first = bytes[at + 1] & 0xFF;
    int octets = first < 0x80 ? 0 : first & 0x7F;
    int from = at + 2 + octets;
    // Four octets of length are beyond any file read here; 0x80 alone is the indefinite form.
    if (first == 0x80 || octets > 3 || from > end) {
      return Optional.empty();
    }
    int length = octets == 0 ? first : 0;
    for (int i = at + 2; i < from; i++) {
      length = length << 8 | bytes[i] & 0xFF;
    }
    boolean minimal = lengthOctets(length) == 1 + octets;
    return minimal && length <= end - from
        ? Optional.of(new Span(from, from + length))
        : Optional.empty();
  }
}
