package io.airgapkit.profile.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airgapkit.outside.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement of the catalogue that can be recomputed is recomputed. */
class ShippedCatalogueTest {
  private static final CertificateCatalogue CATALOGUE = CertificateCatalogue.shipped();
  private static final CertificateSource SOURCE = CertificateSource.shipped(CATALOGUE);
  private static final Path CERTS = Checkout.root().resolve("certs");
  private static final String ROOT =
      "microsoft-identity-verification-root-certificate-authority-2020";

  static List<CatalogueEntry> withFile() {
    return CATALOGUE.entries().stream().filter(e -> e.file().isPresent()).toList();
  }

  static List<CatalogueEntry> withIssuer() {
    return withFile().stream().filter(e -> !issuers(e).isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void pinsAreThoseOfTheFile(CatalogueEntry entry) throws Exception {
    byte[] der = SOURCE.certificate(entry).der();

    assertThat(hex("SHA-1", der)).isEqualTo(entry.sha1());
    assertThat(hex("SHA-256", der)).isEqualTo(entry.sha256());
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void statementsAreThoseOfTheCertificate(CatalogueEntry entry) throws Exception {
    X509Certificate certificate = SOURCE.certificate(entry).certificate();

    assertThat(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253))
        .isEqualTo(entry.subject());
    assertThat(certificate.getIssuerX500Principal().getName(X500Principal.RFC2253))
        .isEqualTo(entry.issuer());
    assertThat(CertificateSource.serial(certificate)).isEqualTo(entry.serial());
    assertThat(certificate.getNotBefore().toInstant()).isEqualTo(entry.notBefore());
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(entry.notAfter());
    assertThat(keyOf(certificate)).isEqualTo(entry.key());
  }

  @ParameterizedTest
  @MethodSource("withIssuer")
  void signaturesAreTheIssuers(CatalogueEntry entry) throws Exception {
    X509Certificate certificate = SOURCE.certificate(entry).certificate();
    X509Certificate issuer = SOURCE.certificate(issuers(entry).get(0)).certificate();

    assertThatCode(() -> certificate.verify(issuer.getPublicKey())).doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                certificate.verify(
                    SOURCE.certificate(unrelated(entry)).certificate().getPublicKey()))
        .isInstanceOfAny(SignatureException.class, GeneralSecurityException.class);
  }

  @Test
  void theWholeAcsHierarchyIsThereByDefaultAndNothingElseIs() {
    List<String> defaults =
        CATALOGUE.entries().stream()
            .filter(e -> e.include() == Inclusion.DEFAULT)
            .map(CatalogueEntry::id)
            .toList();

    assertThat(defaults)
        .containsExactly(
            "microsoft-id-verified-code-signing-pca-2021",
            "microsoft-id-verified-cs-aoc-ca-01",
            "microsoft-id-verified-cs-aoc-ca-02",
            "microsoft-id-verified-cs-aoc-ca-03",
            "microsoft-id-verified-cs-aoc-ca-04",
            "microsoft-id-verified-cs-eoc-ca-01",
            "microsoft-id-verified-cs-eoc-ca-02",
            "microsoft-id-verified-cs-eoc-ca-03",
            "microsoft-id-verified-cs-eoc-ca-04",
            ROOT,
            "microsoft-public-rsa-timestamping-ca-2020");
    assertThat(withIssuer()).extracting(CatalogueEntry::id).containsAll(defaults);
  }

  @Test
  void theRootIsTheOneMicrosoftPublished() {
    CatalogueEntry root = CATALOGUE.entry(ROOT).orElseThrow();

    assertThat(root.sha1()).isEqualTo("f40042e2e5f7e8ef8189fed15519aece42c3bfa2");
    assertThat(root.sha256())
        .isEqualTo("5367f20c7ade0e2bca790915056d086b720c33c1fa2a2661acf787e3292e1270");
    assertThat(root.store()).isEqualTo(TargetStore.ROOT);
    assertThat(root.validityAt(Instant.parse("2026-11-25T00:00:00Z")))
        .isEqualTo(CatalogueEntry.Validity.VALID);
  }

  @Test
  void onlySelfSignedCertificatesGoToRoot() {
    assertThat(CATALOGUE.entries())
        .allSatisfy(
            e -> assertThat(e.store() == TargetStore.ROOT).as(e.id()).isEqualTo(e.selfIssued()));
  }

  @Test
  void whatHasExpiredIsEitherCarriedForOldFilesOrOnlyReported() {
    List<CatalogueEntry> expired = CATALOGUE.notValidAt(Instant.parse("2026-11-25T00:00:00Z"));

    assertThat(expired)
        .extracting(CatalogueEntry::id)
        .contains("microsoft-id-verified-cs-eoc-ca-01", "microsoft-root-authority")
        .hasSize(10);
    assertThat(expired)
        .allSatisfy(
            e ->
                assertThat(
                        e.role() == CertificateRole.ISSUING_CA
                            || e.include() == Inclusion.REPORT_ONLY)
                    .as(e.id())
                    .isTrue());
  }

  @Test
  void nothingStandsInTheFolderThatTheCatalogueDoesNotList() throws IOException {
    Set<String> listed =
        withFile().stream().map(e -> e.file().orElseThrow()).collect(Collectors.toSet());
    Set<String> found =
        Checkout.here().files("certs").stream()
            .map(file -> CERTS.relativize(file).toString())
            .collect(Collectors.toSet());
    found.removeAll(Set.of("README.md", "catalogue.json"));
    assertThat(found).isEqualTo(listed);
  }

  @Test
  void noKeyLiesInTheFolder() throws IOException {
    List<Path> files = Checkout.here().files("certs");
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(Files.readString(file)).doesNotContain("PRIVATE KEY");
    }
  }

  private static List<CatalogueEntry> issuers(CatalogueEntry entry) {
    return withFile().stream()
        .filter(e -> e.subject().equals(entry.issuer()) && e.role() != CertificateRole.CROSS)
        .toList();
  }

  private static CatalogueEntry unrelated(CatalogueEntry entry) {
    return withFile().stream()
        .filter(e -> !e.subject().equals(entry.issuer()) && !e.subject().equals(entry.subject()))
        .findFirst()
        .orElseThrow();
  }

  private static String keyOf(X509Certificate certificate) {
    if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
      return "RSA-" + rsa.getModulus().bitLength();
    }
    ECPublicKey ec = (ECPublicKey) certificate.getPublicKey();
    return "EC-P" + ec.getParams().getCurve().getField().getFieldSize();
  }

  private static String hex(String algorithm, byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
  }
}
