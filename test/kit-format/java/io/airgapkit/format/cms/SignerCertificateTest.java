package io.airgapkit.format.cms;

import static io.airgapkit.format.cms.DerWriter.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.airgapkit.format.Sha256;
import io.airgapkit.format.cms.SignerCertificate.NotASignerException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SignerCertificateTest {
  private static final byte[] MODULUS = CmsSample.publicKey().getModulus().toByteArray();
  private static final byte[] F4 = {1, 0, 1};
  private static final byte[] SPKI = CmsSample.PAIR.getPublic().getEncoded();

  private static SignerCertificate read(byte[] keyInfo) throws NotASignerException {
    return SignerCertificate.read(
        CmsSample.certificate(CmsSample.tbs(CmsSample.VERSION_3, CmsSample.SERIAL, keyInfo)));
  }

  private static void refused(byte[] der) {
    assertThatExceptionOfType(NotASignerException.class)
        .isThrownBy(() -> SignerCertificate.read(der));
  }

  private static void keyRefused(byte[] keyInfo) {
    refused(CmsSample.certificate(CmsSample.tbs(CmsSample.VERSION_3, CmsSample.SERIAL, keyInfo)));
  }

  @Test
  void readsKeyAndDigests() throws Exception {
    SignerCertificate read = read(SPKI);
    assertThat(read.key()).isEqualTo(CmsSample.key());
    assertThat(read.sha256()).isEqualTo(Sha256.hexOf(CmsSample.certificate()));
    assertThat(read.keySha256()).isEqualTo(Sha256.hexOf(SPKI));
    assertThat(read.issuerAndSerial()).isEqualTo(element(0x30, CmsSample.NAME, CmsSample.SERIAL));
    assertThat(read.validityText()).isEqualTo("1950-01-01T00:00:00Z 2050-12-31T23:59:59Z");
    assertThat(read.subjectText()).isEqualTo("unreadable");
    assertThat(CmsSample.keyInfo(SignerCertificate.RSA_ENCRYPTION, MODULUS, F4)).isEqualTo(SPKI);
  }

  @Test
  void versionOneIsAllowed() throws Exception {
    byte[] tbs = CmsSample.tbs(new byte[0], CmsSample.SERIAL, SPKI);
    assertThat(SignerCertificate.read(CmsSample.certificate(tbs)).key()).isEqualTo(CmsSample.key());
  }

  @Test
  void theKeyHasOneEncoding() {
    byte[] rsa = SignerCertificate.RSA_ENCRYPTION;
    keyRefused(CmsSample.keyInfo(rsa, CmsSample.join(new byte[1], MODULUS), F4));
    keyRefused(CmsSample.keyInfo(rsa, CmsSample.fixed(CmsSample.key().modulus(), 384), F4));
    keyRefused(CmsSample.keyInfo(rsa, MODULUS, new byte[] {0, 1, 0, 1}));
    keyRefused(CmsSample.keyInfo(rsa, MODULUS, new byte[] {-1}));
    keyRefused(CmsSample.keyInfo(rsa, MODULUS, new byte[] {0}));
    keyRefused(CmsSample.keyInfo(rsa, new byte[0], F4));
    byte[] noNull = HexFormat.of().parseHex("300b06092a864886f70d010101");
    keyRefused(CmsSample.keyInfo(noNull, MODULUS, F4));
    byte[] key = element(0x30, element(2, MODULUS), element(2, F4));
    keyRefused(element(0x30, rsa, element(3, new byte[] {1}, key)));
    keyRefused(element(0x30, rsa, element(3, new byte[1], key, new byte[1])));
    keyRefused(element(0x30, rsa, element(3)));
    keyRefused(element(0x30, rsa, element(4, new byte[1], key)));
    byte[] more = element(0x30, element(2, MODULUS), element(2, F4), element(2, F4));
    keyRefused(element(0x30, rsa, element(3, new byte[1], more)));
    keyRefused(element(0x30, rsa, element(3, new byte[1], key), new byte[] {5, 0}));
  }

  @Test
  void lengthsThatAreNotMinimalAreRefused() {
    for (String serial : new String[] {"02810107", "0282000107", "028300000107", "0280070000"}) {
      byte[] der = HexFormat.of().parseHex(serial);
      refused(CmsSample.certificate(CmsSample.tbs(CmsSample.VERSION_3, der, SPKI)));
    }
  }

  @Test
  void sizes() throws Exception {
    assertThat(SignerCertificate.read(sized(8192)).key()).isEqualTo(CmsSample.key());
    refused(sized(8193));
  }

  private static byte[] sized(int bytes) {
    byte[] tbs = CmsSample.tbs(CmsSample.VERSION_3, CmsSample.SERIAL, SPKI);
    byte[] rest = new byte[bytes - tbs.length - 4 - 4];
    byte[] out = element(0x30, tbs, element(3, rest));
    assertThat(out).hasSize(bytes);
    return out;
  }

  @Test
  void bytesBehindAndCutsAreRefused() {
    byte[] der = CmsSample.certificate();
    refused(CmsSample.join(der, new byte[1]));
    for (int length = 0; length < der.length; length++) {
      refused(java.util.Arrays.copyOf(der, length));
    }
  }

  @Test
  void unreadableDatesAreSaidAndDecideNothing() throws Exception {
    byte[] der = CmsSample.certificate();
    String text = new String(der, java.nio.charset.StandardCharsets.ISO_8859_1);
    der[text.indexOf("500101000000Z")] = 'x';
    assertThat(SignerCertificate.read(der).validityText()).isEqualTo("unreadable");
  }

  @Test
  void theCallersArrayIsCopied() throws Exception {
    byte[] der = CmsSample.certificate();
    SignerCertificate read = SignerCertificate.read(der);
    der[0] = 0;
    read.der()[0] = 0;
    assertThat(read.der()).isEqualTo(CmsSample.certificate());
  }
}
