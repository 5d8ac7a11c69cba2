package io.airgapkit.verifier;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.container.ContainerLayout;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.container.KitFile;
import io.airgapkit.verifier.container.OpenedKit;
import io.airgapkit.verifier.container.SignatureBytes;
import io.airgapkit.verifier.content.ContentCheck;
import io.airgapkit.verifier.content.ExtractionFolder;
import io.airgapkit.verifier.content.StructureCheck;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.signature.AuthenticatedManifest;
import io.airgapkit.verifier.trust.Anchor;
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
  private final List<Anchor> anchors;
  private final long now;
  private final Purpose purpose;
  private final Progress progress;

  /**
   * @param anchors at least one: without an anchor there is no verdict
   * @param now the run's one clock reading, seconds since 1970
   */
  public KitVerifier(List<Anchor> anchors, long now, Purpose purpose, Progress progress) {
    if (anchors.isEmpty()) {
      throw new IllegalArgumentException("without an anchor there is no verdict");
    }
    this.anchors = List.copyOf(anchors);
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
    Run run = new Run(kit, anchors, now, purpose);
    try (KitFile file = KitFile.open(kit)) {
      run.opened(file.length());
      ContainerLayout layout = toStructure(run, file);
      run.content(ContentCheck.check(file, run.manifest(), layout, null, progress));
      if (!run.contentDiffers()) {
        run.fit(true);
      }
    } catch (KitFormatException e) {
      run.stopped(e.finding());
    } catch (IOException e) {
      throw new KitUnreadableException("cannot close " + kit + ": " + e.getMessage(), e);
    }
    return run.report();
  }

  /**
   * Verifies a kit and writes its content, META included, into a new folder. Nothing is left behind
   * unless the answer for the purpose of this run is yes.
   *
   * @throws KitUnreadableException also if the folder cannot be written
   */
  public VerificationReport extract(Path kit, Path target) throws KitUnreadableException {
    Run run = new Run(kit, anchors, now, purpose);
    try (KitFile file = KitFile.open(kit)) {
      run.opened(file.length());
      ContainerLayout layout = toStructure(run, file);
      run.fit(true);
      if (!run.refusesExtraction()) {
        copy(run, file, layout, target);
      } else {
        run.content(ContentCheck.check(file, run.manifest(), layout, null, progress));
      }
    } catch (KitFormatException e) {
      run.stopped(e.finding());
    } catch (IOException e) {
      throw new KitUnreadableException("cannot extract to " + target + ": " + e.getMessage(), e);
    }
    return run.report();
  }

  private void copy(Run run, KitFile file, ContainerLayout layout, Path target)
      throws IOException, KitFormatException, KitUnreadableException {
    List<String> paths = ExtractionFolder.paths(run.manifest());
    try (ExtractionFolder folder = ExtractionFolder.beside(target, paths)) {
      List<Finding> differences =
          ContentCheck.check(file, run.manifest(), layout, folder, progress);
      run.content(differences);
      if (differences.isEmpty()) {
        folder.write(KitManifest.MANIFEST_PATH, run.authentic().bytes());
        for (SignatureBytes signature : run.authentic().signatures()) {
          folder.write(signature.path(), signature.bytes());
        }
        run.extracted(folder.commit(), folder.placeJudged());
      }
    }
  }

  private ContainerLayout toStructure(Run run, KitFile file)
      throws KitFormatException, KitUnreadableException {
    OpenedKit opened = OpenedKit.of(file);
    authenticate(run, opened.manifest(), opened.signatures());
    return StructureCheck.check(file, run.authentic(), run.manifest());
  }

  private void authenticate(Run run, byte[] manifest, List<SignatureBytes> signatures)
      throws KitFormatException {
    run.signatures(signatures);
    AuthenticatedManifest authentic =
        AuthenticatedManifest.authenticate(manifest, signatures, anchors);
    run.authenticated(authentic, authentic.read());
  }

  /**
   * Verifies a manifest alone with its signature files, as they lie beside a kit. Says nothing
   * about payload.
   *
   * @throws KitUnreadableException if a file is absent or cannot be read
   */
  public VerificationReport verifyManifest(Path manifest, List<Path> signatures)
      throws KitUnreadableException {
    Run run = new Run(manifest, anchors, now, purpose);
    try {
      byte[] bytes =
          LooseFiles.read(
              manifest, FormatLimits.MAX_MANIFEST_BYTES, FindingCode.MANIFEST_TOO_LARGE);
      run.opened(bytes.length);
      authenticate(run, bytes, LooseFiles.signatures(signatures));
      run.fit(false);
    } catch (KitFormatException e) {
      run.stopped(e.finding());
    }
    return run.report();
  }
}
