package io.airgapkit.verifier.report;

import io.airgapkit.format.KitManifest;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.Severity;
import io.airgapkit.verifier.trust.Anchor;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of one run. The kit is authentic if and only if every stage ran to its end and no
 * finding says otherwise.
 *
 * @param subject file that was looked at, as given
 * @param bytes its length
 * @param now clock reading of the run, seconds since 1970
 * @param findings in the order of stages
 * @param signers all signers seen, anchored or not
 * @param anchors all anchors of the run
 * @param manifest present only after its bytes were authenticated and read
 * @param kitDigest SHA-256 of the authenticated manifest bytes, or empty
 * @param complete whether all stages of this mode ran
 * @param payloadChecked whether stage 5 has looked at every entry, whatever it found
 * @param extractedTo where the content lies now, or empty
 * @param placeJudged false if content lies where it could not be told who else may write
 */
public record VerificationReport(
    String subject,
    long bytes,
    Purpose purpose,
    long now,
    List<Finding> findings,
    List<SignerView> signers,
    List<Anchor> anchors,
    Optional<KitManifest> manifest,
    String kitDigest,
    boolean complete,
    boolean payloadChecked,
    String extractedTo,
    boolean placeJudged) {

  public VerificationReport {
    findings = List.copyOf(findings);
    signers = List.copyOf(signers);
    anchors = List.copyOf(anchors);
  }

  /** Whether these are exactly the signer's bytes. */
  public boolean authentic() {
    return complete && !has(Severity.NOT_AUTHENTIC);
  }

  /** Whether the kit is authentic and nothing speaks against using it now and here. */
  public boolean fit() {
    return authentic() && !has(Severity.NOT_FIT);
  }

  /** Whether the answer to what was asked is a clear yes. */
  public boolean ok() {
    return (purpose == Purpose.APPLY ? fit() : authentic()) && !has(Severity.REFUSED);
  }

  /** Whether the anchor came as a file only, so that nobody compared it. */
  public boolean anchorNotCompared() {
    for (Finding finding : findings) {
      if (finding.code() == FindingCode.ANCHOR_NOT_COMPARED) {
        return true;
      }
    }
    return false;
  }

  private boolean has(Severity severity) {
    for (Finding finding : findings) {
      if (finding.code().severity() == severity) {
        return true;
      }
    }
    return false;
  }
}
