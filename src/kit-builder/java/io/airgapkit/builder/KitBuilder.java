package io.airgapkit.builder;

import io.airgapkit.builder.policy.PolicyPlan;
import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.resolve.KitResolver;
import io.airgapkit.builder.resolve.ResolvedKit;
import io.airgapkit.builder.sign.ScriptSigner;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.builder.stage.KitStager;
import io.airgapkit.builder.stage.StagedKit;
import io.airgapkit.profile.catalogue.CertificateRefusedException;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The pipeline: one step a stage, no logic of its own. */
public final class KitBuilder {
  private KitBuilder() {}

  /**
   * Builds one kit into an existing, empty folder; whoever owns the folder removes it after a
   * fault.
   *
   * @param now the run's clock reading, seconds since 1970
   */
  public static SealedKit build(BuildRequest request, Path folder, long now, Progress progress)
      throws BuildRefusedException,
          CertificateRefusedException,
          SigningException,
          IOException,
          KitUnreadableException {
    ResolvedKit resolved =
        KitResolver.resolve(
            request.profile(),
            request.certificates(),
            request.withCertificates(),
            request.policies(),
            request.crls());
    if (request.trust().isPresent()) {
      request.trust().get().requireSigns(request.scriptSigner());
    }
    PolicyPlan policy = PolicyPlan.of(resolved, request.trust());
    Optional<ScriptSigner> scriptSigner = Optional.empty();
    if (request.scriptSigner().isPresent()) {
      for (SigningKey signer : request.signers()) {
        request.scriptSigner().get().requireOtherKeyThan(signer.keySha256());
      }
      scriptSigner = Optional.of(new ScriptSigner(request.scriptSigner().get()));
    }
    StagedKit staged =
        KitStager.stage(
            resolved,
            policy,
            scriptSigner,
            SignedManifest.id(request),
            request.created(),
            request.expires());
    SignedManifest signed = SignedManifest.sign(request, staged);
    return SealedKit.seal(signed, folder, now, progress);
  }
}
