package io.airgapkit.format;

/** Whether the signing key was kept with care or made on the spot. */
public enum Grade {
  PRODUCTION("production"),
  QUICK_START("quick-start");

  private final String text;

  Grade(String text) {
    this.text = text;
  }

  /** The word in the manifest. */
  public String text() {
    return text;
  }
}
