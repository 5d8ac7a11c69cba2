package io.airgapkit.verifier.signature;

import io.airgapkit.format.KitManifest;
import io.airgapkit.format.Sha256;
import io.airgapkit.format.codec.ManifestReader;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.report.ReportBuilder;
import io.airgapkit.verifier.report.SignerView;
import io.airgapkit.verifier.trust.Claim;
import io.airgapkit.verifier.trust.Trust;
import io.airgapkit.verifier.trust.TrustAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A manifest whose bytes are those of trusted signers, and which lists exactly the signatures there
 * are. The only way to one is {@link #of}.
 */
public final class AuthenticManifest {
  private final byte[] bytes;
  private final KitManifest manifest;
  private final List<ReadSignature> signatures;
  private final List<SignerView> signers;

  private AuthenticManifest(
      byte[] bytes,
      KitManifest manifest,
      List<ReadSignature> signatures,
      List<SignerView> signers) {
    this.bytes = bytes;
    this.manifest = manifest;
    this.signatures = signatures;
    this.signers = signers;
  }

  /**
   * Stages 2 and 3 (specification, sections 8.2 and 8.3): whose bytes these are, then what they
   * say.
   *
   * @param report told who signed, even if this fails
   * @throws KitFormatException with the first fault
   */
  public static AuthenticManifest of(
      byte[] bytes, List<ReadSignature> files, Trust trust, ReportBuilder report)
      throws KitFormatException {
    byte[] own = bytes.clone();
    List<JudgedSignature> judged = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    for (ReadSignature file : files) {
      JudgedSignature signature = JudgedSignature.of(file, own);
      judged.add(signature);
      if (!signature.malformed()) {
        claims.add(signature.claim());
      }
    }
    TrustAnswer answer = trust.ask(claims);
    List<SignerView> signers = view(judged, answer);
    report.signers(signers);
    requireTrusted(judged, answer);
    KitManifest manifest = ManifestReader.read(own);
    requireListed(manifest.signers(), judged);
    AuthenticManifest authentic =
        new AuthenticManifest(own, manifest, List.copyOf(files), List.copyOf(signers));
    report.manifest(manifest);
    report.kitDigest(authentic.kitDigest());
    return authentic;
  }

  private static List<SignerView> view(List<JudgedSignature> judged, TrustAnswer answer) {
    List<SignerView> out = new ArrayList<>();
    for (JudgedSignature signature : judged) {
      if (!signature.malformed()) {
        out.add(signature.file().view(answer.whose(signature.certificateSha256())));
      }
    }
    return out;
  }

  /**
   * Stage 2. Of malformed files nobody knows whose they are, so they may be the reason; what is
   * wrong with a stranger's is not.
   */
  private static void requireTrusted(List<JudgedSignature> judged, TrustAnswer answer)
      throws KitFormatException {
    if (answer.suffices()) {
      return;
    }
    StringBuilder seen = new StringBuilder();
    for (JudgedSignature signature : judged) {
      boolean concerns =
          signature.malformed() || answer.whose(signature.certificateSha256()).isPresent();
      Optional<Finding> fault = signature.fault();
      if (concerns && fault.isPresent()) {
        throw new KitFormatException(fault.get());
      }
      seen.append(seen.length() == 0 ? "" : ", ").append(signature.certificateSha256());
    }
    throw new KitFormatException(FindingCode.SIGNER_NOT_TRUSTED, seen);
  }

  /**
   * Stage 3. Both lists ascend by path, so the first difference tells which side has more; only
   * then is each file held against its line.
   */
  private static void requireListed(List<KitManifest.Signer> signers, List<JudgedSignature> judged)
      throws KitFormatException {
    for (int i = 0; i < Math.max(signers.size(), judged.size()); i++) {
      String listed = i < signers.size() ? signers.get(i).signaturePath() : null;
      String there = i < judged.size() ? judged.get(i).file().path() : null;
      if (there == null || listed != null && listed.compareTo(there) < 0) {
        throw new KitFormatException(FindingCode.SIGNATURE_MISSING, listed);
      }
      if (!there.equals(listed)) {
        throw new KitFormatException(FindingCode.SIGNATURE_NOT_LISTED, there);
      }
    }
    for (int i = 0; i < judged.size(); i++) {
      judged.get(i).requireListed(signers.get(i));
    }
  }

  /** The authentic bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** What they say. */
  public KitManifest manifest() {
    return manifest;
  }

  /** The kit digest: what people read out, type in, approve. */
  public String kitDigest() {
    return Sha256.hexOf(bytes);
  }

  /** In the order of the container. */
  public List<ReadSignature> signatures() {
    return signatures;
  }

  /** One for each signature, with its anchor if it has one. */
  public List<SignerView> signers() {
    return signers;
  }
}
