package io.airgapkit.verifier.report;

import io.airgapkit.format.KitManifest;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.verifier.trust.Anchor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the stages say, in whatever order they run; decides nothing and steers nobody. */
public final class ReportBuilder {
  private final String subject;
  private final boolean withPayload;
  private final Purpose purpose;
  private final long now;
  private final List<Anchor> anchors;
  private long bytes;
  private List<SignerView> signers = List.of();
  private String kitDigest = "";
  private Optional<KitManifest> manifest = Optional.empty();
  private Optional<List<Finding>> content = Optional.empty();
  private Optional<List<Finding>> fitness = Optional.empty();
  private Optional<Finding> stop = Optional.empty();
  private String extractedTo = "";
  private boolean placeJudged = true;

  private ReportBuilder(
      Path subject, boolean withPayload, List<Anchor> anchors, long now, Purpose purpose) {
    this.subject = subject.toString();
    this.withPayload = withPayload;
    this.anchors = anchors;
    this.now = now;
    this.purpose = purpose;
  }

  /** Of a kit: complete with its payload only. */
  public static ReportBuilder ofKit(Path kit, List<Anchor> anchors, long now, Purpose purpose) {
    return new ReportBuilder(kit, true, anchors, now, purpose);
  }

  /** Of a manifest alone: complete without payload. */
  public static ReportBuilder ofManifest(
      Path manifest, List<Anchor> anchors, long now, Purpose purpose) {
    return new ReportBuilder(manifest, false, anchors, now, purpose);
  }

  public void bytes(long length) {
    bytes = length;
  }

  /** All whose files can be read, whatever their signatures are worth. */
  public void signers(List<SignerView> seen) {
    signers = seen;
  }

  public void kitDigest(String digest) {
    kitDigest = digest;
  }

  public void manifest(KitManifest read) {
    manifest = Optional.of(read);
  }

  /** Stage 5: what differs, perhaps nothing. */
  public void content(List<Finding> differences) {
    content = Optional.of(differences);
  }

  /** Stage 6, which may have run before stage 5. */
  public void fitness(List<Finding> findings) {
    fitness = Optional.of(findings);
  }

  /** Where the content lies now, and whether it could be told who may write there. */
  public void extracted(Path target, boolean judged) {
    extractedTo = target.toString();
    placeJudged = judged;
  }

  /** The finding that ended the run. */
  public void stopped(Finding finding) {
    stop = Optional.of(finding);
  }

  /** Whether a kit is fit is not said of one whose content differs. */
  public VerificationReport build() {
    boolean differs = content.isPresent() && !content.get().isEmpty();
    List<Finding> findings = new ArrayList<>();
    if (differs) {
      findings.addAll(content.get());
    } else if (fitness.isPresent()) {
      findings.addAll(fitness.get());
    }
    if (stop.isPresent()) {
      findings.add(stop.get());
    }
    boolean complete =
        stop.isEmpty() && fitness.isPresent() && !differs && (content.isPresent() || !withPayload);
    return new VerificationReport(
        subject,
        bytes,
        purpose,
        now,
        findings,
        signers,
        anchors,
        manifest,
        kitDigest,
        complete,
        content.isPresent(),
        extractedTo,
        placeJudged);
  }
}
