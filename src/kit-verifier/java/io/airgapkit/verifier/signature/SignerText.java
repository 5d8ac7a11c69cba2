package io.airgapkit.verifier.signature;

import io.airgapkit.format.cms.SignerCertificate;
import io.airgapkit.verifier.report.SignerView;
import io.airgapkit.verifier.trust.Anchor;
import java.util.List;

/** What a signer's certificate says of itself, as text. */
final class SignerText {
  private SignerText() {}

  static SignerView of(String path, SignerCertificate certificate, List<Anchor> anchors) {
    String sha256 = certificate.sha256();
    return new SignerView(
        path,
        sha256,
        certificate.keySha256(),
        certificate.subjectText(),
        certificate.validityText(),
        AuthenticatedManifest.anchored(sha256, anchors));
  }
}
