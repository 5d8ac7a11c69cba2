package io.airgapkit.profile.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * The CRLs of a directory an operator named: every {@code .crl}, {@code .der} and {@code .pem} in
 * it, DER or PEM, each a full CRL signed by a certificate of the catalogue, one an issuer.
 */
public final class CrlSource {
  /** Greatest permitted size of a CRL file in bytes. */
  public static final int MAX_FILE_BYTES = 16 * 1024 * 1024;

  private static final Set<String> SUFFIXES = Set.of(".crl", ".der", ".pem");
  private static final String DELTA = "2.5.29.27";
  private static final int KEY_USAGE_CRL_SIGN = 6;

  private final CertificateSource certificates;
  private final Map<String, CarriedCrl> byIssuer = new LinkedHashMap<>();
  private final List<CertificateFault> faults = new ArrayList<>();

  private CrlSource(CertificateSource certificates) {
    this.certificates = certificates;
  }

  /**
   * Reads and checks all CRLs.
   *
   * @return by file name
   * @throws CertificateRefusedException with every fault: not exactly one CRL, issuer not in the
   *     catalogue, signature not the issuer's, a delta CRL, a second CRL of one issuer
   * @throws IOException if the directory or a file in it cannot be read
   */
  public static List<CarriedCrl> read(Path directory, CertificateSource certificates)
      throws IOException, CertificateRefusedException {
    CrlSource source = new CrlSource(certificates);
    for (Path file : new OperatorDirectory(directory, SUFFIXES).files(source.faults)) {
      source.take(file);
    }
    if (!source.faults.isEmpty()) {
      throw new CertificateRefusedException(source.faults);
    }
    return List.copyOf(source.byIssuer.values());
  }

  private void take(Path file) throws IOException {
    Optional<byte[]> bytes = OperatorDirectory.read(file, MAX_FILE_BYTES, faults);
    if (bytes.isEmpty()) {
      return;
    }
    Optional<X509CRL> parsed = parse(bytes.get());
    if (parsed.isEmpty()) {
      String text = "is not exactly one CRL in DER, or in PEM without other text";
      faults.add(OperatorDirectory.fault(CertificateFault.Kind.MALFORMED, file, text));
      return;
    }
    X509CRL crl = parsed.get();
    String issuer = crl.getIssuerX500Principal().getName(X500Principal.RFC2253);
    List<CatalogueEntry> candidates =
        certificates.catalogue().entries().stream()
            .filter(e -> e.subject().equals(issuer) && certificates.has(e))
            .toList();
    if (candidates.isEmpty()) {
      String text = "is issued by " + issuer + ", which is no certificate of the catalogue at hand";
      faults.add(OperatorDirectory.fault(CertificateFault.Kind.ISSUER_UNKNOWN, file, text));
      return;
    }
    Optional<CatalogueEntry> signer = signer(crl, candidates);
    if (signer.isEmpty()) {
      String text = "has a signature that is not its issuer's";
      faults.add(fault(CertificateFault.Kind.SIGNATURE_INVALID, file, candidates.get(0), text));
      return;
    }
    keep(file, crl, signer.get());
  }

  private void keep(Path file, X509CRL crl, CatalogueEntry signer) {
    if (crl.getExtensionValue(DELTA) != null) {
      String text = "is a delta CRL; bring the full one";
      faults.add(fault(CertificateFault.Kind.NOT_WANTED, file, signer, text));
      return;
    }
    CarriedCrl earlier = byIssuer.get(signer.subject());
    if (earlier != null) {
      String text = "is a second CRL of its issuer, beside " + earlier.file() + "; keep the newer";
      faults.add(fault(CertificateFault.Kind.NOT_WANTED, file, signer, text));
      return;
    }
    byIssuer.put(signer.subject(), new CarriedCrl(signer, crl, file.toString()));
  }

  /** The entry whose key signed the CRL: a name may have several certificates. */
  private Optional<CatalogueEntry> signer(X509CRL crl, List<CatalogueEntry> candidates) {
    for (CatalogueEntry entry : candidates) {
      try {
        var certificate = certificates.certificate(entry).certificate();
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null || usage[KEY_USAGE_CRL_SIGN]) {
          crl.verify(certificate.getPublicKey());
          return Optional.of(entry);
        }
      } catch (CertificateRefusedException e) {
        faults.addAll(e.faults());
      } catch (GeneralSecurityException e) {
        // Another certificate of the same name may have the key; if none has, the caller says so.
        continue;
      }
    }
    return Optional.empty();
  }

  private static Optional<X509CRL> parse(byte[] file) {
    Optional<byte[]> der =
        Pem.looksLikePem(file) ? Pem.decode(file, "X509 CRL") : Optional.of(file);
    if (der.isEmpty()) {
      return Optional.empty();
    }
    try {
      X509CRL crl =
          (X509CRL)
              CertificateFactory.getInstance("X.509")
                  .generateCRL(new ByteArrayInputStream(der.get()));
      return Arrays.equals(crl.getEncoded(), der.get()) ? Optional.of(crl) : Optional.empty();
    } catch (CRLException | CertificateException e) {
      return Optional.empty();
    }
  }

  private static CertificateFault fault(
      CertificateFault.Kind kind, Path file, CatalogueEntry entry, String text) {
    return new CertificateFault(kind, file.toString(), entry.id(), "", "", text);
  }
}
