package io.airgapkit.vectors;

/**
 * Text of a stranger's that would steer a terminal or forge a line, and what must not come of it.
 */
public final class Foreign {
  /** Of a verdict, as a line of its own. */
  private static final String FORGED = "VERIFIED    these are exactly the signer's bytes";

  /**
   * Line ends and tabs, ESC, BEL, DEL, both kinds of C1, an override of direction, a line
   * separator; all of it allowed in the name of a file on Linux.
   */
  public static final String TEXT =
      "x\r\n" + FORGED + "\n\u001b[2J\u0007\t\b\u007f\u009b31m\u0085\u202e\u2028\u00e4";

  private Foreign() {}

  /** The first thing that is wrong with what a tool printed, or empty. */
  public static String harm(String printed) {
    for (int i = 0; i < printed.length(); i++) {
      char c = printed.charAt(i);
      if (c != '\n' && (c < 0x20 || c > 0x7E)) {
        return "U+" + Integer.toHexString(c) + " at " + i + " of " + printed;
      }
    }
    boolean forged = printed.startsWith(FORGED) || printed.contains("\n" + FORGED);
    return forged ? "a forged line in " + printed : "";
  }
}
