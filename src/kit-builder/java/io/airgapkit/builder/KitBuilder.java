package io.airgapkit.builder;

import io.airgapkit.builder.authenticode.ScriptSigner;
import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.stage.KitStager;
import io.airgapkit.builder.stage.StagedKit;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The pipeline from a plan on: one step a stage, no logic of its own. */
public final class KitBuilder {
  private KitBuilder() {}

  /**
   * Builds one kit into an existing, empty folder; whoever owns the folder removes it after a
   * fault.
   *
   * @param now the run's clock reading, seconds since 1970
   */
  public static SealedKit build(
      KitPlan plan, KitLabel label, SigningKeys keys, Path folder, long now, Progress progress)
      throws BuildRefusedException, SigningException, IOException, KitUnreadableException {
    if (plan.trust().isPresent()) {
      plan.trust().get().requireSigns(keys.script());
    }
    Optional<ScriptSigner> scriptSigner = Optional.empty();
    if (keys.script().isPresent()) {
      scriptSigner = Optional.of(new ScriptSigner(keys.script().get()));
    }
    StagedKit staged =
        KitStager.stage(
            plan.kit(),
            plan.policy(),
            scriptSigner,
            label.id(plan.kit().profile()),
            label.created(),
            label.expires());
    SignedManifest signed = SignedManifest.sign(staged, label, keys);
    return SealedKit.seal(signed, folder, now, progress);
  }
}
