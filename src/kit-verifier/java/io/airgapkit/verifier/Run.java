package io.airgapkit.verifier;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.Grade;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.KitTime;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.Severity;
import io.airgapkit.verifier.container.SignatureBytes;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.SignerView;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.signature.AuthenticatedManifest;
import io.airgapkit.verifier.trust.Anchor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one run has found so far; becomes the report. */
final class Run {
  private final Path subject;
  private final List<Anchor> anchors;
  private final long now;
  private final Purpose purpose;
  private final List<Finding> content = new ArrayList<>();
  private final List<Finding> fit = new ArrayList<>();
  private Finding stop;
  private long bytes;
  private List<SignerView> signers = List.of();
  private AuthenticatedManifest authentic;
  private KitManifest manifest;
  private boolean payloadChecked;
  private boolean payloadEqual;
  private boolean fitChecked;
  private boolean payload = true;
  private String extractedTo = "";
  private boolean placeJudged = true;

  Run(Path subject, List<Anchor> anchors, long now, Purpose purpose) {
    this.subject = subject;
    this.anchors = anchors;
    this.now = now;
    this.purpose = purpose;
  }

  void opened(long length) {
    bytes = length;
  }

  void signatures(List<SignatureBytes> files) {
    signers = AuthenticatedManifest.view(files, anchors);
  }

  void authenticated(AuthenticatedManifest bytesOfSigner, KitManifest read) {
    authentic = bytesOfSigner;
    manifest = read;
  }

  AuthenticatedManifest authentic() {
    return authentic;
  }

  KitManifest manifest() {
    return manifest;
  }

  /** Stage 5 has looked at every entry; if anything differs, the run ends with it. */
  void content(List<Finding> differences) {
    content.addAll(differences);
    payloadChecked = true;
    payloadEqual = differences.isEmpty();
  }

  boolean contentDiffers() {
    return !content.isEmpty();
  }

  void extracted(Path target, boolean judged) {
    extractedTo = target.toString();
    placeJudged = judged;
  }

  void stopped(Finding finding) {
    stop = finding;
  }

  /**
   * Stage 6. {@code FLOOR_NOT_CHECKED} is always among the findings, so the list is never empty
   * afterwards.
   */
  void fit(boolean withPayload) {
    payload = withPayload;
    if (now >= manifest.expires()) {
      fit.add(
          Finding.of(FindingCode.KIT_EXPIRED, KitTime.text(manifest.expires()), KitTime.text(now)));
    }
    if (manifest.created() - now > FormatLimits.MAX_CLOCK_LEAD_SECONDS) {
      fit.add(
          Finding.of(
              FindingCode.KIT_FROM_THE_FUTURE,
              KitTime.text(manifest.created()),
              KitTime.text(now)));
    }
    anchorCompared();
    if (manifest.grade() == Grade.QUICK_START) {
      fit.add(Finding.of(FindingCode.SIGNER_NOT_FOR_PRODUCTION));
    }
    if (withPayload) {
      new Beside(subject, manifest, authentic).findings(fit);
    }
    for (SignerView signer : signers) {
      if (!signer.anchored()) {
        fit.add(Finding.of(FindingCode.SIGNER_NOT_ANCHORED, signer.keyName()));
      }
    }
    fit.add(Finding.of(FindingCode.FLOOR_NOT_CHECKED));
    if (!withPayload) {
      fit.add(Finding.of(FindingCode.PAYLOAD_NOT_CHECKED));
    }
    fitChecked = true;
  }

  /**
   * One anchored signer whose digest was typed is enough; an anchor that only came as a file was
   * compared by nobody.
   */
  private void anchorCompared() {
    String file = "";
    for (SignerView signer : signers) {
      for (Anchor anchor : anchors) {
        if (anchor.certificateSha256().equals(signer.certificateSha256())) {
          if (!anchor.fromFile()) {
            return;
          }
          file = anchor.file();
        }
      }
    }
    fit.add(Finding.of(FindingCode.ANCHOR_NOT_COMPARED, file));
  }

  /** Whether stage 6 speaks against writing anything for this purpose. */
  boolean refusesExtraction() {
    for (Finding finding : fit) {
      if (purpose == Purpose.APPLY && finding.code().severity() == Severity.NOT_FIT) {
        return true;
      }
    }
    return false;
  }

  VerificationReport report() {
    List<Finding> all = new ArrayList<>(content);
    boolean refused = stop != null && stop.code().severity() == Severity.REFUSED;
    if (content.isEmpty() && (stop == null || refused)) {
      all.addAll(fit);
    }
    if (stop != null) {
      all.add(stop);
    }
    boolean complete = stop == null && fitChecked && (payloadEqual || !payload);
    return new VerificationReport(
        subject.toString(),
        bytes,
        purpose,
        now,
        all,
        signers,
        anchors,
        Optional.ofNullable(manifest),
        authentic == null ? "" : authentic.kitDigest(),
        complete,
        payloadChecked,
        extractedTo,
        placeJudged);
  }
}
