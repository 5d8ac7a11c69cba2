package io.airgapkit.builder.resolve;

import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.catalogue.CarriedCrl;
import java.util.List;

/**
 * A profile with everything it refers to.
 *
 * @param certificates ascending by path
 * @param policies registry values for policy, in the profile's order
 * @param updates ascending by train, architecture, order
 * @param crls ascending by path
 */
public record ResolvedKit(
    KitProfile profile,
    List<ResolvedCertificate> certificates,
    List<ResolvedPolicyValue> policies,
    List<ResolvedUpdate> updates,
    List<CarriedCrl> crls) {

  public ResolvedKit {
    certificates = List.copyOf(certificates);
    policies = List.copyOf(policies);
    updates = List.copyOf(updates);
    crls = List.copyOf(crls);
  }

  /** Where a CRL lies in the kit. */
  public static String path(CarriedCrl crl) {
    return "crls/" + crl.issuer().id() + ".crl";
  }
}
