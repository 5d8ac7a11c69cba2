package io.airgapkit.builder.cli;

import io.airgapkit.builder.catalogue.CarriedCrl;
import io.airgapkit.builder.catalogue.CertificateCatalogue;
import io.airgapkit.builder.catalogue.CertificateRefusedException;
import io.airgapkit.builder.catalogue.CertificateSource;
import io.airgapkit.builder.catalogue.CrlSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  CertificateSource certificates() throws IOException, CertificateRefusedException {
    CertificateCatalogue catalogue = CertificateCatalogue.shipped();
    return certs == null
        ? CertificateSource.shipped(catalogue)
        : CertificateSource.withDirectory(catalogue, certs);
  }

  List<CarriedCrl> crls(CertificateSource certificates)
      throws IOException, CertificateRefusedException {
    return crls == null ? List.of() : CrlSource.read(crls, certificates);
  }

  Set<String> onDemand() {
    return new TreeSet<>(with);
  }

  List<Path> inputs() {
    List<Path> out = new ArrayList<>();
    if (certs != null) {
      out.add(certs);
    }
    if (crls != null) {
      out.add(crls);
    }
    return out;
  }
}
