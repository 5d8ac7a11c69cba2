package io.airgapkit.format;

/** Text as printable ASCII, so that no name of a stranger's can steer a terminal. */
public final class Printable {
  private Printable() {}

  /** Every other UTF-16 unit, line ends and tabs too, becomes {@code \}{@code uXXXX}. */
  public static String of(String raw) {
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c >= 0x20 && c < 0x7F) {
        out.append(c);
      } else {
        String hex = Integer.toHexString(c);
        out.append("\\u").append("0000", hex.length(), 4).append(hex);
      }
    }
    return out.toString();
  }
}
