package io.airgapkit.verifier.signature;

import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.container.KitFile;
import io.airgapkit.verifier.container.OpenedKit;
import io.airgapkit.verifier.report.ReportBuilder;
import io.airgapkit.verifier.trust.Trust;

/** An opened kit with the authentic manifest out of the same file. The only way is {@link #of}. */
public final class AuthenticKit {
  private final KitFile file;
  private final AuthenticManifest manifest;

  private AuthenticKit(KitFile file, AuthenticManifest manifest) {
    this.file = file;
    this.manifest = manifest;
  }

  /**
   * Stages 2 and 3.
   *
   * @throws KitFormatException with the first fault
   */
  public static AuthenticKit of(OpenedKit opened, Trust trust, ReportBuilder report)
      throws KitFormatException {
    return new AuthenticKit(
        opened.file(),
        AuthenticManifest.of(opened.manifest(), ReadSignature.in(opened), trust, report));
  }

  /** The rest of the container, which nobody vouches for yet. */
  public KitFile file() {
    return file;
  }

  public AuthenticManifest manifest() {
    return manifest;
  }
}
