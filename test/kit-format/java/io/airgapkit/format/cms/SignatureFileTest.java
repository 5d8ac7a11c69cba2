package io.airgapkit.format.cms;

import static io.airgapkit.format.cms.DerWriter.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.airgapkit.format.cms.SignatureFile.MalformedSignatureException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SignatureFileTest {
  private static final byte[] SIGNATURE = CmsSample.jdkSignature(CmsSample.MESSAGE);

  private static byte[] file() throws Exception {
    return SignatureFile.encode(SignerCertificate.read(CmsSample.certificate()), SIGNATURE);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  /** The template once more, in digits, by RFC 5652. */
  @Test
  void encodesTheTemplate() throws Exception {
    byte[] signer =
        element(
            0x30,
            hex("020101"),
            element(0x30, CmsSample.NAME, CmsSample.SERIAL),
            hex("300b 0609 608648016503040201"),
            hex("300d 0609 2a864886f70d010101 0500"),
            element(0x04, SIGNATURE));
    byte[] signedData =
        element(
            0x30,
            hex("020101 310d 300b 0609 608648016503040201 300b 0609 2a864886f70d010701"),
            element(0xA0, CmsSample.certificate()),
            element(0x31, signer));
    assertThat(file())
        .isEqualTo(element(0x30, hex("0609 2a864886f70d010702"), element(0xA0, signedData)));
  }

  @Test
  void readsWhatItEncodes() throws Exception {
    SignatureFile read = SignatureFile.read(file());
    assertThat(read.certificate().der()).isEqualTo(CmsSample.certificate());
    assertThat(read.verifies(CmsSample.MESSAGE)).isTrue();
    assertThat(read.verifies(new byte[0])).isFalse();
  }

  /** A changed byte is refused, or another certificate is in it, or the signature does not fit. */
  @Test
  void everyChangedByteShows() throws Exception {
    byte[] file = file();
    String certificate = SignatureFile.read(file).certificate().sha256();
    int refused = 0;
    int other = 0;
    int invalid = 0;
    for (int i = 0; i < file.length; i++) {
      for (int change : new int[] {0x01, 0x80, 0xFF}) {
        byte[] changed = file.clone();
        changed[i] ^= (byte) change;
        try {
          SignatureFile read = SignatureFile.read(changed);
          if (!read.certificate().sha256().equals(certificate)) {
            other++;
          } else {
            assertThat(read.verifies(CmsSample.MESSAGE)).as("byte %d ^ %d", i, change).isFalse();
            invalid++;
          }
        } catch (MalformedSignatureException e) {
          refused++;
        }
      }
    }
    assertThat(invalid).as("the signature value itself").isEqualTo(3 * SIGNATURE.length);
    assertThat(other).isGreaterThan(3 * 350);
    assertThat(refused).isGreaterThan(3 * 100);
  }

  @Test
  void everyCutIsRefused() throws Exception {
    byte[] file = file();
    for (int length = 0; length < file.length; length++) {
      refused(Arrays.copyOf(file, length));
      refused(Arrays.copyOfRange(file, file.length - length, file.length));
    }
  }

  @Test
  void bytesBehindAreRefused() throws Exception {
    refused(CmsSample.join(file(), new byte[1]));
    refused(CmsSample.join(file(), file()));
  }

  @Test
  void valuesOfOtherLengthAreRefused() throws Exception {
    SignerCertificate certificate = SignerCertificate.read(CmsSample.certificate());
    refused(SignatureFile.encode(certificate, CmsSample.join(new byte[1], SIGNATURE)));
    refused(SignatureFile.encode(certificate, Arrays.copyOf(SIGNATURE, 383)));
    refused(SignatureFile.encode(certificate, new byte[0]));
  }

  @Test
  void deepAndHugeLengthsAreRefusedAtOnce() {
    refused(hex("3084ffffffff"));
    refused(hex("308400000000"));
    refused(hex("30820000"));
    refused(hex("3080060b00"));
    refused(hex("30ff"));
    refused(new byte[0]);
    refused(new byte[16384]);
  }

  private static void refused(byte[] file) {
    assertThatExceptionOfType(MalformedSignatureException.class)
        .isThrownBy(() -> SignatureFile.read(file));
  }
}
