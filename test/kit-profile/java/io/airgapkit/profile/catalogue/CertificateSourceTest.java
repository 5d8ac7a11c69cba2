package io.airgapkit.profile.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateSourceTest {
  private static final CertificateCatalogue CATALOGUE = CertificateCatalogue.shipped();
  private static final String ROOT =
      "microsoft-identity-verification-root-certificate-authority-2020";
  private static final String G4 = "digicert-trusted-root-g4";

  @TempDir Path directory;

  @Test
  void theOperatorsCopyIsFoundByItsDigestWhateverItsNameAndForm() throws Exception {
    write("one.CER", der(ROOT));
    write("two.pem", pem(G4));
    write("notes.txt", "not looked at".getBytes(StandardCharsets.US_ASCII));
    Files.createDirectory(directory.resolve("folder.cer"));

    CertificateSource source = CertificateSource.withDirectory(CATALOGUE, directory);

    PinnedCertificate root = source.certificate(entry(ROOT));
    assertThat(root.broughtByOperator()).isTrue();
    assertThat(root.origin()).endsWith("one.CER");
    assertThat(root.der()).isEqualTo(der(ROOT));
    assertThat(source.certificate(entry(G4)).broughtByOperator()).isTrue();
    assertThat(source.certificate(entry("globalsign-root-ca-r6")).broughtByOperator()).isFalse();
    assertThat(source.unusedFiles()).isEmpty();
  }

  @Test
  void anotherCertificateUnderAnEntrysNameIsRefusedWithBothDigests() throws Exception {
    write(ROOT + ".cer", der(G4));

    List<CertificateFault> faults = refused();

    assertThat(faults)
        .containsExactly(
            new CertificateFault(
                CertificateFault.Kind.PIN_MISMATCH,
                directory.resolve(ROOT + ".cer").toString(),
                ROOT,
                entry(ROOT).sha256(),
                entry(G4).sha256(),
                faults.get(0).message()));
  }

  @Test
  void aCertificateWithOneBitFlippedIsRefusedThoughItsNameIsFree() throws Exception {
    byte[] der = der(ROOT);
    der[der.length - 1] ^= 1;
    write("free.cer", der);

    assertThat(refused())
        .extracting(CertificateFault::kind, CertificateFault::id)
        .containsExactly(tuple(CertificateFault.Kind.PIN_MISMATCH, ROOT));
  }

  @Test
  void everyFileIsLookedAtBeforeTheRunEnds() throws Exception {
    write("a.cer", new byte[0]);
    write("b.der", concat(der(ROOT), new byte[] {0}));
    write("c.pem", concat(pem(ROOT), pem(G4)));
    write("d.crt", "Subject: x\n".getBytes(StandardCharsets.US_ASCII));
    write("e.cer", new byte[CertificateSource.MAX_FILE_BYTES + 1]);
    write(G4 + ".pem", pem(ROOT));

    assertThat(refused())
        .extracting(f -> Path.of(f.file()).getFileName().toString(), CertificateFault::kind)
        .containsExactlyInAnyOrder(
            tuple("a.cer", CertificateFault.Kind.MALFORMED),
            tuple("b.der", CertificateFault.Kind.MALFORMED),
            tuple("c.pem", CertificateFault.Kind.MALFORMED),
            tuple("d.crt", CertificateFault.Kind.MALFORMED),
            tuple("e.cer", CertificateFault.Kind.TOO_LARGE),
            tuple(G4 + ".pem", CertificateFault.Kind.PIN_MISMATCH));
  }

  @Test
  void aCertificateTheCatalogueDoesNotKnowIsSaidAndNeverUsed() throws Exception {
    write("stranger.cer", TestAuthority.named("Stranger").certificate().getEncoded());

    CertificateSource source = CertificateSource.withDirectory(CATALOGUE, directory);

    assertThat(source.unusedFiles()).containsExactly(directory.resolve("stranger.cer"));
    assertThat(source.certificate(entry(ROOT)).broughtByOperator()).isFalse();
  }

  @Test
  void anEntryWithoutFileIsHadOnlyFromTheOperator() throws Exception {
    TestAuthority authority = TestAuthority.named("Authority One");
    CertificateCatalogue catalogue = TestAuthority.catalogueOf(authority);
    CatalogueEntry entry = catalogue.entry("authority-one").orElseThrow();

    CertificateSource bare = CertificateSource.shipped(catalogue);
    assertThat(bare.has(entry)).isFalse();
    var refused =
        catchThrowableOfType(CertificateRefusedException.class, () -> bare.certificate(entry));
    assertThat(refused.faults())
        .extracting(CertificateFault::kind)
        .containsExactly(CertificateFault.Kind.NOT_AVAILABLE);

    write("brought.cer", authority.certificate().getEncoded());
    CertificateSource source = CertificateSource.withDirectory(catalogue, directory);
    assertThat(source.certificate(entry).certificate()).isEqualTo(authority.certificate());
  }

  @Test
  void aShippedFileThatDiffersFromItsPinIsRefused() throws IOException {
    var refused =
        catchThrowableOfType(
            CertificateRefusedException.class,
            () -> CertificateSource.pinned(entry(ROOT), pem(G4), "certs/x.pem"));
    assertThat(refused.faults())
        .extracting(CertificateFault::kind, CertificateFault::expected, CertificateFault::actual)
        .containsExactly(
            tuple(CertificateFault.Kind.PIN_MISMATCH, entry(ROOT).sha256(), entry(G4).sha256()));
  }

  @Test
  void aDirectoryThatIsNotThereIsNoVerdict() {
    assertThatThrownBy(
            () -> CertificateSource.withDirectory(CATALOGUE, directory.resolve("absent")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private List<CertificateFault> refused() {
    return catchThrowableOfType(
            CertificateRefusedException.class,
            () -> CertificateSource.withDirectory(CATALOGUE, directory))
        .faults();
  }

  private static CatalogueEntry entry(String id) {
    return CATALOGUE.entry(id).orElseThrow();
  }

  private static byte[] pem(String id) {
    return CertificateCatalogue.resource(id + ".pem");
  }

  private static byte[] der(String id) throws CertificateRefusedException {
    return CertificateSource.shipped(CATALOGUE).certificate(entry(id)).der();
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(directory.resolve(name), bytes);
  }
}
