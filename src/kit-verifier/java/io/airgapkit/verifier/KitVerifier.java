package io.airgapkit.verifier;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.container.KitFile;
import io.airgapkit.verifier.container.OpenedKit;
import io.airgapkit.verifier.content.CheckedContent;
import io.airgapkit.verifier.content.SealedContent;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.ReportBuilder;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.signature.AuthenticKit;
import io.airgapkit.verifier.signature.AuthenticManifest;
import io.airgapkit.verifier.trust.Anchor;
import io.airgapkit.verifier.trust.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Verifies kits against anchors given by the caller. One instance is one run's settings: anchors,
 * clock reading, purpose.
 *
 * <p>A fault of the kit is a finding in the report, never an exception. Exceptions mean that
 * nothing can be said.
 */
public final class KitVerifier {
  private final Trust trust;
  private final long now;
  private final Purpose purpose;
  private final Progress progress;

  /**
   * @param anchors at least one: without an anchor there is no verdict
   * @param now the run's one clock reading, seconds since 1970
   */
  public KitVerifier(List<Anchor> anchors, long now, Purpose purpose, Progress progress) {
    this.trust = Trust.in(anchors);
    this.now = now;
    this.purpose = purpose;
    this.progress = progress;
  }

  /**
   * Verifies a kit.
   *
   * @throws KitUnreadableException if it is absent, cannot be read, or changed meanwhile
   */
  public VerificationReport verify(Path kit) throws KitUnreadableException {
    ReportBuilder report = ReportBuilder.ofKit(kit, trust.anchors(), now, purpose);
    try (KitFile file = KitFile.open(kit)) {
      AuthenticKit authentic = authenticate(file, report);
      CheckedContent content = SealedContent.of(authentic).check(progress);
      report.content(content.differences());
      if (content.equal()) {
        report.fitness(Fitness.ofKit(authentic.manifest(), kit, now).findings());
      }
    } catch (KitFormatException e) {
      report.stopped(e.finding());
    } catch (IOException e) {
      throw new KitUnreadableException("cannot close " + kit + ": " + e.getMessage(), e);
    }
    return report.build();
  }

  /**
   * Verifies a kit and writes its content, META included, into a new folder. Nothing is left behind
   * unless the answer for the purpose of this run is yes.
   *
   * @throws KitUnreadableException also if the folder cannot be written
   */
  public VerificationReport extract(Path kit, Path target) throws KitUnreadableException {
    ReportBuilder report = ReportBuilder.ofKit(kit, trust.anchors(), now, purpose);
    try (KitFile file = KitFile.open(kit)) {
      AuthenticKit authentic = authenticate(file, report);
      SealedContent sealed = SealedContent.of(authentic);
      // Before a byte is written: an answer of no must not cost the place on the disk.
      Fitness fitness = Fitness.ofKit(authentic.manifest(), kit, now);
      report.fitness(fitness.findings());
      CheckedContent content =
          fitness.allows(purpose) ? sealed.extractTo(target, progress) : sealed.check(progress);
      report.content(content.differences());
      if (content.extractedTo().isPresent()) {
        report.extracted(content.extractedTo().get(), content.placeJudged());
      }
    } catch (KitFormatException e) {
      report.stopped(e.finding());
    } catch (IOException e) {
      throw new KitUnreadableException("cannot extract to " + target + ": " + e.getMessage(), e);
    }
    return report.build();
  }

  private AuthenticKit authenticate(KitFile file, ReportBuilder report)
      throws KitFormatException, KitUnreadableException {
    report.bytes(file.length());
    return AuthenticKit.of(OpenedKit.of(file), trust, report);
  }

  /**
   * Verifies a manifest alone with its signature files, as they lie beside a kit. Says nothing
   * about payload.
   *
   * @throws KitUnreadableException if a file is absent or cannot be read
   */
  public VerificationReport verifyManifest(Path manifest, List<Path> signatures)
      throws KitUnreadableException {
    ReportBuilder report = ReportBuilder.ofManifest(manifest, trust.anchors(), now, purpose);
    try {
      byte[] bytes =
          LooseFiles.read(
              manifest, FormatLimits.MAX_MANIFEST_BYTES, FindingCode.MANIFEST_TOO_LARGE);
      report.bytes(bytes.length);
      AuthenticManifest authentic =
          AuthenticManifest.of(bytes, LooseFiles.signatures(signatures), trust, report);
      report.fitness(Fitness.ofManifest(authentic, now).findings());
    } catch (KitFormatException e) {
      report.stopped(e.finding());
    }
    return report.build();
  }
}
