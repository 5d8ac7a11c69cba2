package io.airgapkit.builder.pack;

import java.nio.charset.StandardCharsets;

/** Names out of certificates, made fit for paper: a stranger wrote them. */
final class Printable {
  private Printable() {}

  /** RFC 4514, section 2.4: every byte of the UTF-8 outside printable ASCII as {@code \xx}. */
  static String ascii(String name) {
    StringBuilder out = new StringBuilder(name.length());
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
