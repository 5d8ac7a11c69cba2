package io.airgapkit.verifier.signature;

import io.airgapkit.format.KitManifest;
import io.airgapkit.format.cms.SignatureFile;
import io.airgapkit.format.cms.SignerCertificate;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.trust.Claim;
import java.util.Optional;

/**
 * A signature file held against a manifest, once.
 *
 * @param certificateSha256 digest of its certificate, or empty if there is none to be had
 * @param fault what is wrong with file, key or signature; whose it is plays no part
 */
record JudgedSignature(ReadSignature file, String certificateSha256, Optional<Finding> fault) {

  static JudgedSignature of(ReadSignature file, byte[] manifest) {
    if (file.parts().isEmpty()) {
      return new JudgedSignature(
          file, "", Optional.of(Finding.of(FindingCode.SIGNATURE_MALFORMED, file.path())));
    }
    SignatureFile parts = file.parts().get();
    return new JudgedSignature(
        file, parts.certificate().sha256(), keyAndSignature(file.path(), parts, manifest));
  }

  private static Optional<Finding> keyAndSignature(
      String path, SignatureFile parts, byte[] manifest) {
    if (!parts.certificate().key().isAllowed()) {
      return Optional.of(
          Finding.of(FindingCode.KEY_NOT_ALLOWED, path, parts.certificate().key().bits()));
    }
    return parts.verifies(manifest)
        ? Optional.empty()
        : Optional.of(Finding.of(FindingCode.SIGNATURE_INVALID, path));
  }

  boolean malformed() {
    return file.parts().isEmpty();
  }

  Claim claim() {
    return new Claim(certificateSha256, fault.isEmpty());
  }

  /**
   * Whether it is what the manifest lists in this place, and good.
   *
   * @throws KitFormatException with the first thing that is not
   */
  void requireListed(KitManifest.Signer signer) throws KitFormatException {
    if (!malformed()) {
      SignerCertificate certificate = file.parts().get().certificate();
      if (!certificateSha256.equals(signer.certificateSha256())) {
        throw new KitFormatException(FindingCode.SIGNER_CERTIFICATE_DIFFERS, file.path());
      }
      if (!certificate.keySha256().equals(signer.keySha256())) {
        throw new KitFormatException(FindingCode.SIGNER_KEY_DIFFERS, file.path());
      }
    }
    if (fault.isPresent()) {
      throw new KitFormatException(fault.get());
    }
  }
}
