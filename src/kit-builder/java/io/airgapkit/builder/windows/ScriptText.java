package io.airgapkit.builder.windows;

import java.nio.charset.StandardCharsets;

/**
 * The one form in which text for Windows goes into a kit: ASCII, CRLF, a line end at the end.
 * Windows PowerShell reads files without a mark in the host's code page, so anything else would
 * mean something else on another host.
 */
public final class ScriptText {
  private ScriptText() {}

  /**
   * @param text lines ended by LF or CRLF
   * @throws IllegalArgumentException at the first character outside printable ASCII and tab
   */
  public static byte[] windows(String name, String text) {
    String lines = text.replace("\r\n", "\n");
    for (int i = 0; i < lines.length(); i++) {
      char c = lines.charAt(i);
      if (c != '\n' && c != '\t' && (c < 0x20 || c > 0x7E)) {
        throw new IllegalArgumentException(
            name
                + " has U+"
                + Integer.toHexString(c)
                + " at "
                + i
                + ", only ASCII may be generated");
      }
    }
    String ended = lines.endsWith("\n") ? lines : lines + "\n";
    return ended.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
