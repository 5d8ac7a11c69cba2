package io.airgapkit.builder.resolve;

import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.catalogue.CarriedCrl;
import io.airgapkit.profile.catalogue.CertificateSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a kit is to hold, as it is asked for: nothing is looked up yet.
 *
 * @param certificates where they are found
 * @param onDemand ids of certificates to carry that the profile does not carry by default
 * @param policies ids of policy values to set, with the operator's text or an empty one
 */
public record KitSpec(
    KitProfile profile,
    Selection selection,
    CertificateSource certificates,
    Set<String> onDemand,
    Map<String, String> policies,
    List<CarriedCrl> crls) {

  public KitSpec {
    onDemand = Set.copyOf(onDemand);
    policies = Map.copyOf(policies);
    crls = List.copyOf(crls);
  }
}
