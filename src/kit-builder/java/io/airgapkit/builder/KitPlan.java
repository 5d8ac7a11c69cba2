package io.airgapkit.builder;

import io.airgapkit.builder.policy.PolicyPlan;
import io.airgapkit.builder.policy.SignerTrust;
import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.resolve.KitResolver;
import io.airgapkit.builder.resolve.KitSpec;
import io.airgapkit.builder.resolve.ResolvedKit;
import io.airgapkit.profile.catalogue.CertificateRefusedException;
import java.util.Optional;

/**
 * What a kit will hold, all of it found: whatever is said of a kit that is not built yet is said of
 * this.
 *
 * @param policy what it does by Group Policy
 * @param trust the script signer's, if hosts are to trust it by policy
 */
public record KitPlan(ResolvedKit kit, PolicyPlan policy, Optional<SignerTrust> trust) {

  /**
   * @throws BuildRefusedException for what the profile does not know or policy cannot carry
   * @throws CertificateRefusedException with every certificate that is missing or differs from its
   *     pin
   */
  public static KitPlan of(KitSpec spec, Optional<SignerTrust> trust)
      throws BuildRefusedException, CertificateRefusedException {
    ResolvedKit kit = KitResolver.resolve(spec);
    return new KitPlan(kit, PolicyPlan.of(kit, trust), trust);
  }
}
