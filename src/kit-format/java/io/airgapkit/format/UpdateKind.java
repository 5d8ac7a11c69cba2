package io.airgapkit.format;

/**
 * Why an update is named: it is the floor itself, a later rollup that contains it, or needed before
 * either.
 */
public enum UpdateKind {
  FLOOR,
  ROLLUP,
  PREREQUISITE;

  private final String text = name().toLowerCase(java.util.Locale.ROOT);

  /** The word in the manifest. */
  public String text() {
    return text;
  }
}
