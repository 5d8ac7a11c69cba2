package io.airgapkit.verifier.report;

/** Two columns: a label, then text; long text goes on below itself. */
public final class Lines {
  private static final int LABEL = 12;
  private static final int WIDTH = 80;

  private final StringBuilder out = new StringBuilder(2048);

  public void add(String label, String text) {
    out.append(label)
        .append(" ".repeat(Math.max(LABEL - label.length(), 2)))
        .append(text)
        .append('\n');
  }

  public void more(String text) {
    out.append(" ".repeat(LABEL)).append(text).append('\n');
  }

  /** Breaks at blanks where it can. */
  public void wrapped(String text) {
    String left = text;
    while (left.length() > WIDTH - LABEL) {
      int blank = left.lastIndexOf(' ', WIDTH - LABEL);
      if (blank <= 0) {
        break;
      }
      more(left.substring(0, blank));
      left = left.substring(blank + 1);
    }
    more(left);
  }

  /** 64 hex digits in two lines of four groups of eight: never shortened, easy to read out. */
  public void digest(String label, String hex) {
    StringBuilder groups = new StringBuilder();
    for (int i = 0; i < hex.length(); i += 8) {
      groups.append(i == 0 || i == 32 ? "" : " ").append(hex, i, Math.min(i + 8, hex.length()));
      if (i == 24) {
        add(label, groups.toString());
        groups.setLength(0);
      }
    }
    more(groups.toString());
  }

  /** 1,231,872. */
  public static String grouped(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      digits.insert(i, ',');
    }
    return digits.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
