package io.airgapkit.builder.resolve;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.ProfileCertificate;
import io.airgapkit.profile.Train;
import io.airgapkit.profile.catalogue.CarriedCrl;
import io.airgapkit.profile.catalogue.CatalogueEntry;
import io.airgapkit.profile.catalogue.CertificateFault;
import io.airgapkit.profile.catalogue.CertificateRefusedException;
import io.airgapkit.profile.catalogue.Inclusion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a profile refers to. */
public final class KitResolver {
  private KitResolver() {}

  /**
   * @throws BuildRefusedException for a train or id the profile does not know, a certificate it
   *     only reports, and two CRLs of one issuer
   * @throws CertificateRefusedException with every certificate that is missing or differs from its
   *     pin
   */
  public static ResolvedKit resolve(KitSpec spec)
      throws BuildRefusedException, CertificateRefusedException {
    KitProfile profile = spec.profile();
    requireKnown(profile, spec.selection());
    requireKnown(profile, spec.onDemand());
    List<ResolvedCertificate> certificates = new ArrayList<>();
    List<CertificateFault> faults = new ArrayList<>();
    for (ProfileCertificate wanted : profile.certificates()) {
      if (wanted.include() == Inclusion.DEFAULT || spec.onDemand().contains(wanted.id())) {
        CatalogueEntry entry = spec.certificates().catalogue().entry(wanted.id()).orElseThrow();
        try {
          certificates.add(
              new ResolvedCertificate(spec.certificates().certificate(entry), wanted.why()));
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
        PolicyValues.of(profile, spec.policies()),
        UpdateReferences.of(profile, spec.selection()),
        sorted(spec.crls()));
  }

  private static void requireKnown(KitProfile profile, Selection selection)
      throws BuildRefusedException {
    List<String> known = profile.trains().stream().map(Train::id).toList();
    for (String train : new TreeSet<>(selection.trains())) {
      if (!known.contains(train)) {
        throw new BuildRefusedException(
            "the profile " + profile.id() + " has no train \"" + train + "\"",
            "there are: " + String.join(", ", known));
      }
    }
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
