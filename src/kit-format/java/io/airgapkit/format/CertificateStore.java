package io.airgapkit.format;

/** The Windows certificate store (local machine) a certificate of the kit is meant for. */
public enum CertificateStore {
  ROOT("Root"),
  CA("CA"),
  TRUSTED_PUBLISHER("TrustedPublisher"),
  DISALLOWED("Disallowed");

  private final String text;

  CertificateStore(String text) {
    this.text = text;
  }

  /** The word in the manifest: the store's own name. */
  public String text() {
    return text;
  }
}
