package io.airgapkit.builder.sign;

/**
 * What a key signs. One key has one purpose; its certificate has to say so (RFC 5280, RFC 9336).
 */
public enum SignerPurpose {
  /** Signs manifests, approvals and trust policies: id-kp-documentSigning, RFC 9336. */
  MANIFEST("signing manifests", "1.3.6.1.5.5.7.3.36"),
  /** Signs PowerShell scripts: id-kp-codeSigning, RFC 5280 section 4.2.1.12. */
  SCRIPT("signing scripts", "1.3.6.1.5.5.7.3.3");

  private final String words;
  private final String extendedKeyUsage;

  SignerPurpose(String words, String extendedKeyUsage) {
    this.words = words;
    this.extendedKeyUsage = extendedKeyUsage;
  }

  String words() {
    return words;
  }

  /** The object identifier that the certificate's extended key usage contains. */
  public String extendedKeyUsage() {
    return extendedKeyUsage;
  }
}
