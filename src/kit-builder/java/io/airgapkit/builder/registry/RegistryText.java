package io.airgapkit.builder.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** UTF-16LE as the registry has it. The JDK's decoder would mend what has to be refused. */
final class RegistryText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private RegistryText() {}

  /** The text with final NUL. */
  static byte[] withNul(String text) {
    if (text.indexOf('\0') >= 0 || !isWellFormed(text)) {
      throw new IllegalArgumentException("a NUL or half of a surrogate pair in the text");
    }
    return encode(text + '\0');
  }

  /** A whole file: byte order mark, then the text. */
  static byte[] file(CharSequence text) {
    return encode(BYTE_ORDER_MARK + text.toString());
  }

  /** The one text that ends in the only NUL; empty if the bytes are anything else. */
  static Optional<String> of(byte[] data) {
    String text = decode(data, 0, data.length & ~1);
    boolean one = data.length % 2 == 0 && text.indexOf('\0') == text.length() - 1;
    return one && !text.isEmpty() && isWellFormed(text)
        ? Optional.of(text.substring(0, text.length() - 1))
        : Optional.empty();
  }

  /** The code units between two offsets, whatever they are. */
  static String decode(byte[] bytes, int from, int to) {
    char[] out = new char[(to - from) / 2];
    for (int i = 0; i < out.length; i++) {
      int at = from + 2 * i;
      out[i] = (char) (bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8);
    }
    return new String(out);
  }

  /** Code unit by code unit. */
  static byte[] encode(String text) {
    ByteBuffer out = ByteBuffer.allocate(text.length() * 2).order(ByteOrder.LITTLE_ENDIAN);
    put(out, text);
    return out.array();
  }

  static void put(ByteBuffer out, String text) {
    for (int i = 0; i < text.length(); i++) {
      out.putChar(text.charAt(i));
    }
  }

  /** Whether every surrogate has its other half. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
