package io.airgapkit.format;

/** What a payload entry is for; {@link #SUMS} belongs to {@code META/SHA256SUMS} alone. */
public enum EntryRole {
  CERTIFICATE,
  CRL,
  DATA,
  DOCUMENT,
  POLICY,
  SCRIPT,
  SUMS,
  UPDATE;

  private final String text = name().toLowerCase(java.util.Locale.ROOT);

  /** The word in the manifest. */
  public String text() {
    return text;
  }
}
