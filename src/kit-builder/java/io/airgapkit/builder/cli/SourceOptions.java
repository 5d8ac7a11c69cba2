package io.airgapkit.builder.cli;

import io.airgapkit.builder.policy.SignerTrust;
import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.resolve.KitSpec;
import io.airgapkit.builder.resolve.Selection;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.catalogue.CarriedCrl;
import io.airgapkit.profile.catalogue.CertificateCatalogue;
import io.airgapkit.profile.catalogue.CertificateRefusedException;
import io.airgapkit.profile.catalogue.CertificateSource;
import io.airgapkit.profile.catalogue.CrlSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What may be brought instead of what is shipped; shared by {@code build} and {@code plan}. */
final class SourceOptions {
  @Option(
      names = "--certs",
      paramLabel = "DIR",
      description = "your own copies of certificates, compared with the pins; others are shipped")
  private Path certs;

  @Option(
      names = "--crls",
      paramLabel = "DIR",
      description = "CRLs to carry, each checked against the certificate that issued it")
  private Path crls;

  @Option(
      names = "--with",
      paramLabel = "ID",
      description =
          "carry a certificate that is only carried on demand (plan lists them); may be repeated")
  private List<String> with = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "ID[=TEXT]",
      description =
          "set a policy value of the profile in the Group Policy files (plan lists them); may be"
              + " repeated")
  private List<String> policies = new ArrayList<>();

  @ArgGroup(exclusive = false)
  private TrustOptions trust;

  /** All of it but the signer's trust. */
  KitSpec spec(KitProfile profile)
      throws IOException, CertificateRefusedException, BuildRefusedException {
    CertificateSource certificates = certificates();
    return new KitSpec(
        profile,
        Selection.everything(profile),
        certificates,
        onDemand(),
        policies(),
        crls(certificates));
  }

  private CertificateSource certificates() throws IOException, CertificateRefusedException {
    CertificateCatalogue catalogue = CertificateCatalogue.shipped();
    return certs == null
        ? CertificateSource.shipped(catalogue)
        : CertificateSource.withDirectory(catalogue, certs);
  }

  private List<CarriedCrl> crls(CertificateSource certificates)
      throws IOException, CertificateRefusedException {
    return crls == null ? List.of() : CrlSource.read(crls, certificates);
  }

  Set<String> onDemand() {
    return new TreeSet<>(with);
  }

  /** Id to the operator's text, empty if none was given. */
  private Map<String, String> policies() throws BuildRefusedException {
    Map<String, String> out = new TreeMap<>();
    for (String word : policies) {
      int equals = word.indexOf('=');
      String id = equals < 0 ? word : word.substring(0, equals);
      if (out.put(id, equals < 0 ? "" : word.substring(equals + 1)) != null) {
        throw new BuildRefusedException(
            "the policy value " + id + " is given twice", "name each value once");
      }
    }
    return out;
  }

  Optional<SignerTrust> trust(Instant now) throws IOException, BuildRefusedException {
    return trust == null ? Optional.empty() : Optional.of(trust.read(now));
  }

  boolean givesTrust() {
    return trust != null;
  }

  List<Path> inputs() {
    List<Path> out = new ArrayList<>();
    if (certs != null) {
      out.add(certs);
    }
    if (crls != null) {
      out.add(crls);
    }
    if (trust != null) {
      out.addAll(trust.inputs());
    }
    return out;
  }
}
