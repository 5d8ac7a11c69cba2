package io.airgapkit.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.airgapkit.format.Sha256;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Blobs against bytes written by hand from MS-GPEF 2.2.1.1.1. */
class CertificateBlobTest {
  /** SEQUENCE { INTEGER 5 }. */
  private static final String DER = "3003020105";

  private static final String DIGEST = "03000000 01000000 14000000 ";
  private static final String CERTIFICATE = "20000000 01000000 05000000" + DER;

  private static byte[] hex(String... text) {
    return HexFormat.of().parseHex(String.join("", text).replace(" ", ""));
  }

  private static String sha1() {
    return HexFormat.of().formatHex(Sha256.freshSha1().digest(hex(DER)));
  }

  @Test
  void smallestBlob() throws RegistryFormatException {
    CertificateBlob blob = CertificateBlob.of(hex(DER), Optional.empty(), List.of());

    assertThat(blob.bytes()).isEqualTo(hex(DIGEST, sha1(), CERTIFICATE));
    assertThat(blob.der()).isEqualTo(hex(DER));
    assertThat(blob.thumbprint()).isEqualTo(sha1().toUpperCase(Locale.ROOT));
    assertThat(blob.friendlyName()).isEmpty();
    assertThat(blob.purposes()).isEmpty();
    assertThat(blob.recordIds()).containsExactly(3, 32);
    assertThat(CertificateBlob.read(blob.bytes())).isEqualTo(blob).hasSameHashCodeAs(blob);
  }

  @Test
  void nameAndPurposes() throws RegistryFormatException {
    CertificateBlob blob =
        CertificateBlob.of(
            hex(DER), Optional.of("a\u00e4"), List.of("1.3.6.1.5.5.7.3.3", "2.999.3", "0.39.0"));

    assertThat(blob.bytes())
        .isEqualTo(
            hex(
                DIGEST,
                sha1(),
                "0b000000 01000000 06000000 6100 e400 0000",
                "09000000 01000000 15000000 3013",
                "0608 2b06010505070303 0603 883703 0602 2700",
                CERTIFICATE));
    CertificateBlob again = CertificateBlob.read(blob.bytes());
    assertThat(again.friendlyName()).contains("a\u00e4");
    assertThat(again.purposes()).containsExactly("1.3.6.1.5.5.7.3.3", "2.999.3", "0.39.0");
    assertThat(again.recordIds()).containsExactly(3, 11, 9, 32);
    assertThat(again).hasToString(again.thumbprint() + " [3, 11, 9, 32]");
  }

  @Test
  void numbersOfIdentifiersAtTheirBounds() throws RegistryFormatException {
    List<String> purposes =
        List.of("0.0", "1.39", "2.0", "2.47", "2.48", "1.2.127.128.16383.16384.999999999999999999");

    assertThat(
            CertificateBlob.read(CertificateBlob.of(hex(DER), Optional.empty(), purposes).bytes())
                .purposes())
        .isEqualTo(purposes);
  }

  @Test
  void longCertificates() throws RegistryFormatException {
    for (int length : new int[] {0, 0x7F, 0x80, 0xFF, 0x100, 0xFFFF, 0x10000}) {
      byte[] der = Der.element(Der.SEQUENCE, new byte[length]);

      assertThat(CertificateBlob.of(der, Optional.empty(), List.of()).der()).isEqualTo(der);
    }
  }

  @Test
  void readsAnyIdsInAnyOrder() throws RegistryFormatException {
    CertificateBlob blob =
        CertificateBlob.read(
            hex("ffffffff 01000000 00000000", "04000000 01000000 01000000 00", CERTIFICATE));

    assertThat(blob.recordIds()).containsExactly(-1, 4, 32);
    assertThat(CertificateBlob.read(hex(CERTIFICATE)).recordIds()).containsExactly(32);
  }

  @Test
  void refusesEveryTruncation() {
    byte[] whole = hex(DIGEST, sha1(), CERTIFICATE);
    for (int length = 1; length < whole.length; length++) {
      if (length != 32) {
        fault(RegistryFault.BLOB_TRUNCATED, length < 32 ? 0 : 32, Arrays.copyOf(whole, length));
      }
    }
    fault(RegistryFault.BLOB_TRUNCATED, 0, hex("20000000 01000000 ffffffff", DER));
    fault(RegistryFault.BLOB_TRUNCATED, 0, hex("20000000 01000000 ffffff7f", DER));
    fault(RegistryFault.BLOB_TRUNCATED, 17, hex(CERTIFICATE, "00"));
  }

  @Test
  void refusesRecords() {
    fault(RegistryFault.BLOB_RECORD_BAD, 0, hex("20000000 02000000 05000000", DER));
    fault(RegistryFault.BLOB_RECORD_BAD, 0, hex("00000000 01000000 00000000", CERTIFICATE));
    fault(RegistryFault.BLOB_RECORD_BAD, 17, hex(CERTIFICATE, CERTIFICATE));
    String other = "05000000 01000000 00000000";
    fault(RegistryFault.BLOB_RECORD_BAD, 12, hex(other, other, CERTIFICATE));
    for (String name : List.of("", "00", "6100", "61000000 00", "6100 0000 0000", "00d8 0000")) {
      fault(RegistryFault.BLOB_RECORD_BAD, 12, hex(other, record(11, name), CERTIFICATE));
    }
  }

  /** Whoever cannot read a restriction must not take it for none. */
  @Test
  void refusesPurposesThatAreNone() {
    for (String der :
        List.of(
            "",
            "3000",
            "3100",
            "3002 0600",
            "3003 060180",
            "3004 06028001",
            "3004 06020180",
            "3003 020101",
            "3004 060101 00",
            "3003 060101 00",
            "308103 060101",
            "300c 060a ffffffffffffffffff7f")) {
      fault(RegistryFault.BLOB_RECORD_BAD, 0, hex(record(9, der), CERTIFICATE));
    }
  }

  private static String record(int id, String content) {
    return HexFormat.of().toHexDigits((byte) id)
        + "000000 01000000"
        + HexFormat.of().toHexDigits((byte) hex(content).length)
        + "000000"
        + content;
  }

  @Test
  void refusesBlobsThatDoNotEndInTheCertificate() {
    fault(RegistryFault.BLOB_CERTIFICATE_MISSING, 0, hex());
    fault(RegistryFault.BLOB_CERTIFICATE_MISSING, 32, hex(DIGEST, sha1()));
    fault(RegistryFault.BLOB_CERTIFICATE_MISSING, 0, hex(CERTIFICATE, DIGEST, sha1()));
    fault(RegistryFault.BLOB_CERTIFICATE_MISSING, 0, hex(CERTIFICATE, record(5, "")));
  }

  @Test
  void refusesCertificatesThatAreNoSequence() {
    for (String der :
        List.of(
            "",
            "30",
            "3080",
            "30800000",
            "3102 0500",
            "3002 05",
            "3002 0500 00",
            "308102 0500",
            "30820002 0500",
            "3084 00000002 0500",
            "30ff",
            "3081")) {
      fault(RegistryFault.BLOB_CERTIFICATE_BAD, 12, hex(record(5, ""), record(32, der)));
    }
  }

  @Test
  void refusesDigestsOfOthers() {
    String wrong = "00" + sha1().substring(2);
    fault(RegistryFault.BLOB_DIGEST_WRONG, 0, hex(DIGEST, wrong, CERTIFICATE));
    fault(RegistryFault.BLOB_DIGEST_WRONG, 12, hex(record(5, ""), record(3, ""), CERTIFICATE));
  }

  private static void fault(RegistryFault code, long offset, byte[] blob) {
    assertThatExceptionOfType(RegistryFormatException.class)
        .as(HexFormat.of().formatHex(blob))
        .isThrownBy(() -> CertificateBlob.read(blob))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset));
  }

  @Test
  void doesNotMakeWhatItWouldNotRead() {
    refused("3003", Optional.empty());
    refused(DER, Optional.of(""));
    refused(DER, Optional.of("a\0"));
    refused(DER, Optional.of("\ud800"));
    for (String purpose :
        List.of("", "1", "3.1", "1.40", "0.40.1", "1.2.", "1.02", "1.-2", "a", "2.", "1..2")) {
      refused(DER, Optional.empty(), purpose);
    }
    refused(DER, Optional.empty(), "2.999999999999999999");
    refused(DER, Optional.empty(), "1.2.1000000000000000000");
  }

  private static void refused(String der, Optional<String> name, String... purposes) {
    assertThatIllegalArgumentException()
        .as(der + name + List.of(purposes))
        .isThrownBy(() -> CertificateBlob.of(hex(der), name, List.of(purposes)));
  }
}
