package io.airgapkit.builder.resolve;

import java.nio.charset.StandardCharsets;

/** RFC 4514 text in ASCII: every other byte of its UTF-8 as {@code \xx} (RFC 4514, section 2.4). */
final class DistinguishedName {
  private DistinguishedName() {}

  static String ascii(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0x20 && b < 0x7F) {
        out.append((char) b);
      } else {
        out.append('\\')
            .append(Character.forDigit(b >> 4 & 15, 16))
            .append(Character.forDigit(b & 15, 16));
      }
    }
    return out.toString();
  }
}
