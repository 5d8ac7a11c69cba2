package io.airgapkit.builder.sign;

/**
 * Signs the bytes of a manifest, an approval or a trust policy. What it returns goes into the CMS
 * template of the format, {@code META/signatures/<key name>.p7s}.
 */
public final class ManifestSigner {
  private ManifestSigner() {}

  /**
   * The raw signature value, as long as the key's modulus; the same bytes every time.
   *
   * @param key one of {@link SignerPurpose#MANIFEST}
   * @throws SigningException CERTIFICATE_USAGE_WRONG for a key of another purpose, SIGNING_FAILED
   */
  public static byte[] sign(byte[] manifestBytes, SigningKey key) throws SigningException {
    key.requirePurpose(SignerPurpose.MANIFEST);
    return key.signSha256Rsa(manifestBytes);
  }
}
