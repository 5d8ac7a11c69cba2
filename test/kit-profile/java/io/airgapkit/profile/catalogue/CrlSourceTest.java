package io.airgapkit.profile.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.airgapkit.vectors.Authority;
import io.airgapkit.vectors.TestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrlSourceTest {
  @TempDir Path certs;
  @TempDir Path crls;

  private TestAuthority one;
  private TestAuthority two;
  private CertificateSource source;

  @BeforeEach
  void twoAuthorities() throws Exception {
    one = TestAuthority.named("Authority One");
    two = TestAuthority.named("Authority Two");
    Files.write(certs.resolve("one.cer"), one.certificate().getEncoded());
    Files.write(certs.resolve("two.cer"), two.certificate().getEncoded());
    source = CertificateSource.withDirectory(TestAuthority.catalogueOf(one, two), certs);
  }

  @Test
  void crlsOfTheCatalogueAreTakenInDerAndPem() throws Exception {
    byte[] first = one.crl(false, 2);
    write("1.crl", first);
    write("2.pem", pem(two.crl(false, 0)));

    List<CarriedCrl> read = CrlSource.read(crls, source);

    assertThat(read)
        .extracting(c -> c.issuer().id(), CarriedCrl::revokedCount)
        .containsExactly(tuple("authority-one", 2), tuple("authority-two", 0));
    CarriedCrl crl = read.get(0);
    assertThat(crl.der()).isEqualTo(first);
    assertThat(crl.nextUpdate()).contains(TestAuthority.FROM.plusSeconds(86_400));
    assertThat(crl.isStaleAt(TestAuthority.FROM.plusSeconds(86_400))).isFalse();
    assertThat(crl.isStaleAt(TestAuthority.FROM.plusSeconds(86_401))).isTrue();
  }

  @Test
  void everyRefusalIsNamed() throws Exception {
    byte[] flipped = one.crl(false, 1);
    flipped[flipped.length - 1] ^= 1;
    write("a-flipped.crl", flipped);
    write("b-stranger.crl", TestAuthority.named("Stranger").crl(false, 0));
    write("c-delta.crl", two.crl(true, 0));
    write("d-junk.crl", new byte[] {0x30, (byte) 0x82, 0});
    write("e-good.crl", one.crl(false, 0));
    write("f-second.crl", one.crl(false, 1));
    byte[] good = two.crl(false, 0);
    write("g-tail.crl", Arrays.copyOf(good, good.length + 1));

    assertThat(refused())
        .extracting(f -> Path.of(f.file()).getFileName().toString(), CertificateFault::kind)
        .containsExactly(
            tuple("a-flipped.crl", CertificateFault.Kind.SIGNATURE_INVALID),
            tuple("b-stranger.crl", CertificateFault.Kind.ISSUER_UNKNOWN),
            tuple("c-delta.crl", CertificateFault.Kind.NOT_WANTED),
            tuple("d-junk.crl", CertificateFault.Kind.MALFORMED),
            tuple("f-second.crl", CertificateFault.Kind.NOT_WANTED),
            tuple("g-tail.crl", CertificateFault.Kind.MALFORMED));
  }

  @Test
  void aCrlUnderTheRightNameByAnotherKeyIsRefused() throws Exception {
    TestKey other = TestKey.of("somebody else", 2048);
    write("1.crl", new Authority("Authority One", other, true).crl(false, 0));

    assertThat(refused())
        .extracting(CertificateFault::kind, CertificateFault::id)
        .containsExactly(tuple(CertificateFault.Kind.SIGNATURE_INVALID, "authority-one"));
  }

  @Test
  void anIssuerThatMayNotSignCrlsIsNotBelieved() throws Exception {
    TestAuthority mute = TestAuthority.of(new Authority("Mute", TestKey.of("Mute", 2048), false));
    Path folder = Files.createDirectory(certs.resolve("mute"));
    Files.write(folder.resolve("mute.cer"), mute.certificate().getEncoded());
    source = CertificateSource.withDirectory(TestAuthority.catalogueOf(mute), folder);
    write("1.crl", mute.crl(false, 0));

    assertThat(refused())
        .extracting(CertificateFault::kind)
        .containsExactly(CertificateFault.Kind.SIGNATURE_INVALID);
  }

  @Test
  void anIssuerWhoseCertificateIsNotAtHandCannotBeChecked() throws Exception {
    source = CertificateSource.shipped(TestAuthority.catalogueOf(one));
    write("1.crl", one.crl(false, 0));

    assertThat(refused())
        .extracting(CertificateFault::kind)
        .containsExactly(CertificateFault.Kind.ISSUER_UNKNOWN);
  }

  private List<CertificateFault> refused() {
    return catchThrowableOfType(
            CertificateRefusedException.class, () -> CrlSource.read(crls, source))
        .faults();
  }

  private static byte[] pem(byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return ("-----BEGIN X509 CRL-----\n" + body + "\n-----END X509 CRL-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(crls.resolve(name), bytes);
  }
}
