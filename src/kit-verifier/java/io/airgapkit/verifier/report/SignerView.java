package io.airgapkit.verifier.report;

import io.airgapkit.verifier.trust.Anchor;
import java.util.Optional;

/**
 * A signer as shown to people. Subject and validity are what the certificate says of itself;
 * nothing is decided by them.
 *
 * @param path of the signature file
 * @param certificateSha256 64 hex digits
 * @param keySha256 64 hex digits
 * @param subject RFC 4514 text, or {@code unreadable}
 * @param validity two times with a blank between, or {@code unreadable}
 * @param anchor that of this run which names the certificate
 */
public record SignerView(
    String path,
    String certificateSha256,
    String keySha256,
    String subject,
    String validity,
    Optional<Anchor> anchor) {

  /** Whether the certificate is an anchor of this run. */
  public boolean anchored() {
    return anchor.isPresent();
  }

  /** First 16 digits of the key's digest. */
  public String keyName() {
    return keySha256.substring(0, 16);
  }
}
