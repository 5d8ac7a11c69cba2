package io.airgapkit.verifier.output;

import io.airgapkit.format.Printable;

/**
 * Two columns: a label, then text; long text goes on below itself. Every line is made printable
 * ASCII as it is added, so the line ends are those made here and no others.
 */
public final class Lines implements Page {
  private static final int LABEL = 12;
  private static final int WIDTH = 80;

  private final StringBuilder out = new StringBuilder(2048);

  /** Text of our own that has its lines already, such as help; none of it may be a stranger's. */
  public static Lines of(String ours) {
    Lines lines = new Lines();
    for (String line : ours.isEmpty() ? new String[0] : ours.split("\\R")) {
      lines.line(line);
    }
    return lines;
  }

  /** A line without columns. */
  public void line(String text) {
    out.append(Printable.of(text)).append('\n');
  }

  /** A line of a table for other programs: a tab between two cells. */
  public void row(String... cells) {
    for (int i = 0; i < cells.length; i++) {
      out.append(i == 0 ? "" : "\t").append(Printable.of(cells[i]));
    }
    out.append('\n');
  }

  public void add(String label, String text) {
    String shown = Printable.of(label);
    line(shown + " ".repeat(Math.max(LABEL - shown.length(), 2)) + text);
  }

  public void more(String text) {
    line(" ".repeat(LABEL) + text);
  }

  /** Breaks at blanks where it can. */
  public void wrapped(String text) {
    String left = Printable.of(text);
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
