package io.airgapkit.builder.resolve;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.ProfileCertificate;
import io.airgapkit.profile.catalogue.CarriedCrl;
import io.airgapkit.profile.catalogue.CatalogueEntry;
import io.airgapkit.profile.catalogue.CertificateFault;
import io.airgapkit.profile.catalogue.CertificateRefusedException;
import io.airgapkit.profile.catalogue.CertificateSource;
import io.airgapkit.profile.catalogue.Inclusion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what a profile refers to. */
public final class KitResolver {
  private KitResolver() {}

  /**
   * @param onDemand ids of certificates to carry that the profile does not carry by default
   * @param policies ids of policy values to set, with the operator's text or an empty one
   * @throws BuildRefusedException for an id the profile does not know or only reports, and for two
   *     CRLs of one issuer
   * @throws CertificateRefusedException with every certificate that is missing or differs from its
   *     pin
   */
  public static ResolvedKit resolve(
      KitProfile profile,
      CertificateSource source,
      Set<String> onDemand,
      Map<String, String> policies,
      List<CarriedCrl> crls)
      throws BuildRefusedException, CertificateRefusedException {
    requireKnown(profile, onDemand);
    List<ResolvedCertificate> certificates = new ArrayList<>();
    List<CertificateFault> faults = new ArrayList<>();
    for (ProfileCertificate wanted : profile.certificates()) {
      if (wanted.include() == Inclusion.DEFAULT || onDemand.contains(wanted.id())) {
        CatalogueEntry entry = source.catalogue().entry(wanted.id()).orElseThrow();
        try {
          certificates.add(new ResolvedCertificate(source.certificate(entry), wanted.why()));
        } catch (CertificateRefusedException e) {
          faults.addAll(e.faults());
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new CertificateRefusedException(faults);
    }
    certificates.sort(Comparator.comparing(ResolvedCertificate::path));
    return new ResolvedKit(
        profile,
        certificates,
        PolicyValues.of(profile, policies),
        UpdateReferences.of(profile),
        sorted(crls));
  }

  private static void requireKnown(KitProfile profile, Set<String> onDemand)
      throws BuildRefusedException {
    List<String> choices = new ArrayList<>();
    for (ProfileCertificate certificate : profile.certificates()) {
      if (certificate.include() == Inclusion.ON_DEMAND) {
        choices.add(certificate.id());
      }
    }
    for (String id : onDemand) {
      if (!choices.contains(id)) {
        throw new BuildRefusedException(
            "the profile "
                + profile.id()
                + " has no certificate \""
                + id
                + "\" to be carried on demand",
            "there are: " + String.join(", ", choices));
      }
    }
  }

  private static List<CarriedCrl> sorted(List<CarriedCrl> crls) throws BuildRefusedException {
    List<CarriedCrl> out = new ArrayList<>(crls);
    out.sort(Comparator.comparing(ResolvedKit::path));
    Set<String> seen = new HashSet<>();
    for (CarriedCrl crl : out) {
      if (!seen.add(crl.issuer().id())) {
        throw new BuildRefusedException(
            "there are two CRLs of " + crl.issuer().id(),
            "keep the newer one in the folder given with --crls");
      }
    }
    return out;
  }
}
