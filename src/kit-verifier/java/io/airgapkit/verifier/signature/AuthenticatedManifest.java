package io.airgapkit.verifier.signature;

import io.airgapkit.format.KitManifest;
import io.airgapkit.format.Sha256;
import io.airgapkit.format.cms.SignatureFile;
import io.airgapkit.format.codec.ManifestReader;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.container.SignatureBytes;
import io.airgapkit.verifier.report.SignerView;
import io.airgapkit.verifier.trust.Anchor;
import java.util.ArrayList;
import java.util.List;

/** Manifest bytes that an anchored key signed. The only way to one is {@link #authenticate}. */
public final class AuthenticatedManifest {
  private final byte[] bytes;
  private final List<SignatureBytes> signatures;

  private AuthenticatedManifest(byte[] bytes, List<SignatureBytes> signatures) {
    this.bytes = bytes;
    this.signatures = signatures;
  }

  /**
   * Stage 2 (specification, section 8.2). Malformed and unanchored files are passed over; one
   * anchored signature that fits is enough.
   *
   * @throws KitFormatException the first fault in the order of files, else SIGNER_NOT_TRUSTED
   */
  public static AuthenticatedManifest authenticate(
      byte[] manifest, List<SignatureBytes> signatures, List<Anchor> anchors)
      throws KitFormatException {
    Finding first = null;
    StringBuilder seen = new StringBuilder();
    for (SignatureBytes file : signatures) {
      Finding fault;
      try {
        SignatureFile signature = SignatureFile.read(file.bytes());
        String certificate = signature.certificate().sha256();
        seen.append(seen.length() == 0 ? "" : ", ").append(certificate);
        if (!isAnchor(certificate, anchors)) {
          continue;
        }
        fault = keyAndSignature(file.path(), signature, manifest);
      } catch (SignatureFile.MalformedSignatureException e) {
        fault = Finding.of(FindingCode.SIGNATURE_MALFORMED, file.path());
      }
      if (fault == null) {
        return new AuthenticatedManifest(manifest.clone(), List.copyOf(signatures));
      }
      first = first == null ? fault : first;
    }
    throw new KitFormatException(
        first == null ? Finding.of(FindingCode.SIGNER_NOT_TRUSTED, seen) : first);
  }

  private static Finding keyAndSignature(String path, SignatureFile signature, byte[] manifest) {
    if (!signature.certificate().key().isAllowed()) {
      return Finding.of(FindingCode.KEY_NOT_ALLOWED, path, signature.certificate().key().bits());
    }
    return signature.verifies(manifest) ? null : Finding.of(FindingCode.SIGNATURE_INVALID, path);
  }

  private static boolean isAnchor(String certificateSha256, List<Anchor> anchors) {
    for (Anchor anchor : anchors) {
      if (anchor.certificateSha256().equals(certificateSha256)) {
        return true;
      }
    }
    return false;
  }

  /** The authentic bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The kit digest: what people read out, type in, approve. */
  public String kitDigest() {
    return Sha256.hexOf(bytes);
  }

  public List<SignatureBytes> signatures() {
    return signatures;
  }

  /**
   * Stage 3: reads the bytes, then holds every signature file against the list of signers.
   *
   * @throws KitFormatException with the first broken rule
   */
  public KitManifest read() throws KitFormatException {
    KitManifest manifest = ManifestReader.read(bytes);
    sameNames(manifest);
    for (int i = 0; i < signatures.size(); i++) {
      check(signatures.get(i), manifest.signers().get(i));
    }
    return manifest;
  }

  /** Both lists ascend by path, so the first difference tells which side has more. */
  private void sameNames(KitManifest manifest) throws KitFormatException {
    List<KitManifest.Signer> signers = manifest.signers();
    for (int i = 0; i < Math.max(signers.size(), signatures.size()); i++) {
      String listed = i < signers.size() ? signers.get(i).signaturePath() : null;
      String there = i < signatures.size() ? signatures.get(i).path() : null;
      if (there == null || listed != null && listed.compareTo(there) < 0) {
        throw new KitFormatException(FindingCode.SIGNATURE_MISSING, listed);
      }
      if (!there.equals(listed)) {
        throw new KitFormatException(FindingCode.SIGNATURE_NOT_LISTED, there);
      }
    }
  }

  private void check(SignatureBytes file, KitManifest.Signer signer) throws KitFormatException {
    SignatureFile signature;
    try {
      signature = SignatureFile.read(file.bytes());
    } catch (SignatureFile.MalformedSignatureException e) {
      throw new KitFormatException(FindingCode.SIGNATURE_MALFORMED, file.path());
    }
    if (!signature.certificate().sha256().equals(signer.certificateSha256())) {
      throw new KitFormatException(FindingCode.SIGNER_CERTIFICATE_DIFFERS, file.path());
    }
    if (!signature.certificate().keySha256().equals(signer.keySha256())) {
      throw new KitFormatException(FindingCode.SIGNER_KEY_DIFFERS, file.path());
    }
    Finding fault = keyAndSignature(file.path(), signature, bytes);
    if (fault != null) {
      throw new KitFormatException(fault);
    }
  }

  /** All signers whose files can be read, for people. */
  public static List<SignerView> view(List<SignatureBytes> signatures, List<Anchor> anchors) {
    List<SignerView> out = new ArrayList<>();
    for (SignatureBytes file : signatures) {
      try {
        out.add(
            SignerText.of(file.path(), SignatureFile.read(file.bytes()).certificate(), anchors));
      } catch (SignatureFile.MalformedSignatureException e) {
        // Reported as a finding where it matters; there is nothing to show of it.
        continue;
      }
    }
    return out;
  }

  static boolean anchored(String certificateSha256, List<Anchor> anchors) {
    return isAnchor(certificateSha256, anchors);
  }
}
