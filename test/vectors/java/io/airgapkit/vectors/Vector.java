package io.airgapkit.vectors;

import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.Severity;
import io.airgapkit.format.finding.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * A kit and what every verifier must say of it.
 *
 * @param name by its fault; also the name of its folder
 * @param media made when asked for, the same bytes each time
 * @param anchors digests of certificates, 64 lower-case hex digits
 * @param anchorCertificates what the recipe takes instead; none if no certificate has that digest
 * @param anchorFile whether the anchor is given as a file with the certificate, not as digest
 * @param now what the clock says
 * @param expectedCodes in the order of the report
 * @param recipe what the recipe without any code of ours says
 */
public record Vector(
    String name,
    String description,
    Mode mode,
    Supplier<Media> media,
    List<String> anchors,
    List<TestCertificate> anchorCertificates,
    boolean anchorFile,
    Instant now,
    Purpose purpose,
    Target target,
    List<FindingCode> expectedCodes,
    Recipe recipe) {

  /** What is asked of the verifier. */
  public enum Mode {
    /** A whole kit. */
    VERIFY,
    /** Manifest and signature files, without the kit. */
    MANIFEST_ALONE,
    /** A whole kit, into the target. */
    EXTRACT
  }

  /** What the answer is wanted for. */
  public enum Purpose {
    APPLY,
    AUDIT
  }

  /** How the target of an extraction is prepared. */
  public enum Target {
    /** There is none: nothing is extracted. */
    NONE,
    /** Does not exist, in a folder of the user's own. */
    FRESH,
    /** Is an empty folder. */
    FOLDER_THERE,
    /** Is a file. */
    FILE_THERE,
    /** Its folder does not exist. */
    PARENT_MISSING,
    /** Others can write to its folder. Only where files have POSIX permissions. */
    PARENT_SHARED,
    /** Has a path of 240 characters. */
    LONG
  }

  /**
   * The verdict of the recipe for auditors: extract with unzip, {@code openssl cms -verify} against
   * the anchor, the fragment of the sums in the manifest, {@code sha256sum -c}, the list of files.
   * It sees no container and no freshness and takes bytes behind a signature; what it says of a
   * container with a fault is what Info-ZIP UnZip 6.00 says. With several anchors, one that passes
   * is enough. Of a manifest alone it has only the step with openssl.
   */
  public enum Recipe {
    PASS,
    FAIL
  }

  public Vector {
    anchors = List.copyOf(anchors);
    anchorCertificates = List.copyOf(anchorCertificates);
    expectedCodes = List.copyOf(expectedCodes);
  }

  /** Whether these are exactly the signer's bytes; no if nobody looked at all of them. */
  public boolean expectedAuthentic() {
    return !has(Severity.NOT_AUTHENTIC) && !has(Severity.REFUSED);
  }

  /** Whether nothing speaks against using the kit now and here. */
  public boolean expectedFit() {
    return expectedAuthentic() && !has(Severity.NOT_FIT);
  }

  /** Whether the content lies in the target afterwards; else there must be nothing new. */
  public boolean expectedExtracted() {
    return mode == Mode.EXTRACT && (purpose == Purpose.APPLY ? expectedFit() : expectedAuthentic());
  }

  /** Whether the run came as far as the content, and looked at all of it. */
  public boolean expectedPayloadChecked() {
    return mode != Mode.MANIFEST_ALONE
        && !has(Severity.REFUSED)
        && expectedCodes.stream().noneMatch(c -> c.stage().compareTo(Stage.CONTENT) < 0);
  }

  private boolean has(Severity severity) {
    return expectedCodes.stream().anyMatch(c -> c.severity() == severity);
  }

  /** Puts everything into this folder, which must be empty and the user's own. */
  public VectorOnDisk write(Path folder) throws IOException {
    return VectorOnDisk.write(this, folder);
  }
}
