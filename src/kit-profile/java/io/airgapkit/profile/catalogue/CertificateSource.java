package io.airgapkit.profile.catalogue;

import io.airgapkit.format.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Gives the bytes behind a catalogue entry: the operator's copy if a directory was named and holds
 * one, else the shipped one. Bytes without the entry's SHA-256 never come out of here.
 */
public final class CertificateSource {
  /** Greatest permitted size of a certificate file in bytes; a DER certificate is below half. */
  public static final int MAX_FILE_BYTES = 16 * 1024;

  private static final Set<String> SUFFIXES = Set.of(".cer", ".crt", ".der", ".pem");

  private final CertificateCatalogue catalogue;
  private final Map<String, PinnedCertificate> brought = new LinkedHashMap<>();
  private final List<Path> unused = new ArrayList<>();

  private CertificateSource(CertificateCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The shipped files only. */
  public static CertificateSource shipped(CertificateCatalogue catalogue) {
    return new CertificateSource(catalogue);
  }

  /**
   * The shipped files and those of a directory: every {@code .cer}, {@code .crt}, {@code .der} and
   * {@code .pem} in it, DER or PEM, told apart by SHA-256, whatever their names.
   *
   * @throws CertificateRefusedException with every fault: a file that is not exactly one
   *     certificate, or one that by its name, or its subject and serial number, claims to be an
   *     entry of the catalogue and has other bytes
   * @throws IOException if the directory or a file in it cannot be read
   */
  public static CertificateSource withDirectory(CertificateCatalogue catalogue, Path directory)
      throws IOException, CertificateRefusedException {
    CertificateSource source = new CertificateSource(catalogue);
    List<CertificateFault> faults = new ArrayList<>();
    for (Path file : new OperatorDirectory(directory, SUFFIXES).files(faults)) {
      source.take(file, faults);
    }
    if (!faults.isEmpty()) {
      throw new CertificateRefusedException(faults);
    }
    return source;
  }

  /** The catalogue behind this source. */
  public CertificateCatalogue catalogue() {
    return catalogue;
  }

  /** The operator's files that are certificates but no entry of the catalogue: never used. */
  public List<Path> unusedFiles() {
    return List.copyOf(unused);
  }

  /** Whether there are bytes for an entry. */
  public boolean has(CatalogueEntry entry) {
    return brought.containsKey(entry.id()) || entry.file().isPresent();
  }

  /**
   * The certificate of an entry.
   *
   * @throws CertificateRefusedException if none is at hand, or the shipped file is not the pinned
   *     one
   */
  public PinnedCertificate certificate(CatalogueEntry entry) throws CertificateRefusedException {
    PinnedCertificate copy = brought.get(entry.id());
    if (copy != null) {
      return copy;
    }
    if (entry.file().isEmpty()) {
      String text = "is not shipped: bring the file with --certs DIR";
      throw refused(CertificateFault.Kind.NOT_AVAILABLE, "", entry, "", text);
    }
    String name = "certs/" + entry.file().get();
    return pinned(entry, CertificateCatalogue.resource(entry.file().get()), name);
  }

  /** The certificate in the bytes of a file, if they are the entry's. */
  static PinnedCertificate pinned(CatalogueEntry entry, byte[] file, String name)
      throws CertificateRefusedException {
    Optional<X509Certificate> parsed = parse(file);
    if (parsed.isEmpty()) {
      String text = "is not exactly one certificate";
      throw refused(CertificateFault.Kind.MALFORMED, name, entry, "", text);
    }
    String actual = sha256(parsed.get());
    if (!actual.equals(entry.sha256())) {
      String text = "is not the certificate the catalogue pins as " + entry.id();
      throw refused(CertificateFault.Kind.PIN_MISMATCH, name, entry, actual, text);
    }
    return new PinnedCertificate(entry, parsed.get(), name, false);
  }

  private void take(Path file, List<CertificateFault> faults) throws IOException {
    Optional<byte[]> bytes = OperatorDirectory.read(file, MAX_FILE_BYTES, faults);
    if (bytes.isEmpty()) {
      return;
    }
    Optional<X509Certificate> parsed = parse(bytes.get());
    if (parsed.isEmpty()) {
      String text = "is not exactly one certificate in DER, or in PEM without other text";
      faults.add(OperatorDirectory.fault(CertificateFault.Kind.MALFORMED, file, text));
      return;
    }
    String actual = sha256(parsed.get());
    Optional<CatalogueEntry> match = catalogue.entryBySha256(actual);
    Optional<CatalogueEntry> claim = claimed(file, parsed.get());
    if (claim.isPresent() && !claim.equals(match)) {
      CatalogueEntry entry = claim.get();
      String text = "is not the certificate the catalogue pins as " + entry.id();
      CertificateFault.Kind kind = CertificateFault.Kind.PIN_MISMATCH;
      faults.add(
          new CertificateFault(kind, file.toString(), entry.id(), entry.sha256(), actual, text));
    } else if (match.isPresent()) {
      String id = match.get().id();
      brought.putIfAbsent(
          id, new PinnedCertificate(match.get(), parsed.get(), file.toString(), true));
    } else {
      unused.add(file);
    }
  }

  /** The entry a file says it is: by its name, else by the certificate's subject and serial. */
  private Optional<CatalogueEntry> claimed(Path file, X509Certificate certificate) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    Optional<CatalogueEntry> byName = catalogue.entry(name.substring(0, name.lastIndexOf('.')));
    if (byName.isPresent()) {
      return byName;
    }
    String subject = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
    String serial = serial(certificate);
    return catalogue.entries().stream()
        .filter(e -> e.subject().equals(subject) && e.serial().equals(serial))
        .findFirst();
  }

  /** The one certificate in the bytes of a file, DER or strict PEM; empty for anything else. */
  public static Optional<X509Certificate> parse(byte[] file) {
    Optional<byte[]> der =
        Pem.looksLikePem(file) ? Pem.decode(file, "CERTIFICATE") : Optional.of(file);
    if (der.isEmpty()) {
      return Optional.empty();
    }
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der.get()));
      // The factory ignores what follows the certificate, and takes PKCS#7 and nested PEM.
      return Arrays.equals(certificate.getEncoded(), der.get())
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }

  static String serial(X509Certificate certificate) {
    String hex = certificate.getSerialNumber().toString(16);
    return hex.length() % 2 == 0 ? hex : "0" + hex;
  }

  static String sha256(X509Certificate certificate) {
    try {
      return Sha256.hexOf(certificate.getEncoded());
    } catch (CertificateException e) {
      throw new AssertionError("a parsed certificate keeps its encoding", e);
    }
  }

  private static CertificateRefusedException refused(
      CertificateFault.Kind kind, String file, CatalogueEntry entry, String actual, String text) {
    String expected = actual.isEmpty() ? "" : entry.sha256();
    return new CertificateRefusedException(
        List.of(new CertificateFault(kind, file, entry.id(), expected, actual, text)));
  }
}
