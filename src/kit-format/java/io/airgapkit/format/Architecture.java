package io.airgapkit.format;

/** Processor architecture of an update, in the byte order of its words. */
public enum Architecture {
  ARM64,
  X64,
  X86;

  private final String text = name().toLowerCase(java.util.Locale.ROOT);

  /** The word in the manifest. */
  public String text() {
    return text;
  }
}
