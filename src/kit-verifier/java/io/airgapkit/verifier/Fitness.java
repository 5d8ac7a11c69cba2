package io.airgapkit.verifier;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.Grade;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.KitTime;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.Severity;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.SignerView;
import io.airgapkit.verifier.signature.AuthenticManifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stage 6: whether an authentic kit suits this day and place, and what a person should know. */
final class Fitness {
  private final AuthenticManifest authentic;
  private final long now;
  private final List<Finding> findings = new ArrayList<>();

  private Fitness(AuthenticManifest authentic, long now) {
    this.authentic = authentic;
    this.now = now;
  }

  /** Of a kit, with what lies beside it. */
  static Fitness ofKit(AuthenticManifest authentic, Path kit, long now) {
    Fitness fitness = new Fitness(authentic, now);
    fitness.times();
    fitness.signers();
    new SidecarCheck(kit, authentic).findings(fitness.findings);
    fitness.strangers();
    return fitness;
  }

  /** Of a manifest without its kit. */
  static Fitness ofManifest(AuthenticManifest authentic, long now) {
    Fitness fitness = new Fitness(authentic, now);
    fitness.times();
    fitness.signers();
    fitness.strangers();
    fitness.findings.add(Finding.of(FindingCode.PAYLOAD_NOT_CHECKED));
    return fitness;
  }

  private void times() {
    KitManifest manifest = authentic.manifest();
    String clock = KitTime.text(now);
    if (now >= manifest.expires()) {
      findings.add(Finding.of(FindingCode.KIT_EXPIRED, KitTime.text(manifest.expires()), clock));
    }
    if (manifest.created() - now > FormatLimits.MAX_CLOCK_LEAD_SECONDS) {
      findings.add(
          Finding.of(FindingCode.KIT_FROM_THE_FUTURE, KitTime.text(manifest.created()), clock));
    }
  }

  /**
   * One signer whose anchor was compared is enough; an anchor that only came as a file was compared
   * by nobody.
   */
  private void signers() {
    String file = "";
    boolean compared = false;
    for (SignerView signer : authentic.signers()) {
      if (signer.anchor().isPresent()) {
        compared |= !signer.anchor().get().fromFile();
        file = signer.anchor().get().file();
      }
    }
    if (!compared) {
      findings.add(Finding.of(FindingCode.ANCHOR_NOT_COMPARED, file));
    }
    if (authentic.manifest().grade() == Grade.QUICK_START) {
      findings.add(Finding.of(FindingCode.SIGNER_NOT_FOR_PRODUCTION));
    }
  }

  /** The floor is the host's: no verifier knows it, and every report says so. */
  private void strangers() {
    for (SignerView signer : authentic.signers()) {
      if (!signer.anchored()) {
        findings.add(Finding.of(FindingCode.SIGNER_NOT_ANCHORED, signer.keyName()));
      }
    }
    findings.add(Finding.of(FindingCode.FLOOR_NOT_CHECKED));
  }

  List<Finding> findings() {
    return findings;
  }

  /** Whether nothing speaks against writing the content for this purpose. */
  boolean allows(Purpose purpose) {
    for (Finding finding : findings) {
      if (purpose == Purpose.APPLY && finding.code().severity() == Severity.NOT_FIT) {
        return false;
      }
    }
    return true;
  }
}
