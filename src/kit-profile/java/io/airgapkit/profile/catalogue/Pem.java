package io.airgapkit.profile.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Strict PEM (RFC 7468): lines that begin with {@code #} and empty lines, then exactly one block,
 * then nothing but empty lines. Anything else in the file could be a second certificate that one
 * tool reads and another does not.
 */
public final class Pem {
  private static final int MAX_LINE = 76;

  private Pem() {}

  /** Whether the bytes begin as text does; DER begins with 0x30 0x80 or more. */
  public static boolean looksLikePem(byte[] bytes) {
    return bytes.length > 1 && !(bytes[0] == 0x30 && bytes[1] < 0);
  }

  /**
   * The bytes inside the one block.
   *
   * @param label such as {@code CERTIFICATE}
   * @return empty if the text is anything but that
   */
  public static Optional<byte[]> decode(byte[] bytes, String label) {
    List<String> lines = new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
    int at = 0;
    while (at < lines.size() && (lines.get(at).isEmpty() || lines.get(at).startsWith("#"))) {
      at++;
    }
    if (at == lines.size() || !lines.get(at).equals("-----BEGIN " + label + "-----")) {
      return Optional.empty();
    }
    StringBuilder base64 = new StringBuilder(bytes.length);
    for (at++; at < lines.size() && !lines.get(at).startsWith("-"); at++) {
      if (lines.get(at).isEmpty() || lines.get(at).length() > MAX_LINE) {
        return Optional.empty();
      }
      base64.append(lines.get(at));
    }
    if (at == lines.size() || !lines.get(at).equals("-----END " + label + "-----")) {
      return Optional.empty();
    }
    for (at++; at < lines.size(); at++) {
      if (!lines.get(at).isEmpty()) {
        return Optional.empty();
      }
    }
    return bytesOf(base64.toString());
  }

  private static Optional<byte[]> bytesOf(String base64) {
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      // The decoder tolerates unused bits and a missing pad; one text a value keeps files
      // comparable.
      return Base64.getEncoder().encodeToString(der).equals(base64) && der.length > 0
          ? Optional.of(der)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
