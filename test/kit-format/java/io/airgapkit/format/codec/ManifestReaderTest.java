package io.airgapkit.format.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.airgapkit.format.Architecture;
import io.airgapkit.format.CertificateStore;
import io.airgapkit.format.EntryRole;
import io.airgapkit.format.Grade;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.UpdateKind;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
  private static final KitManifest SAMPLE =
      new KitManifest(
          new KitManifest.Builder("b", "1.0"),
          List.of(
              new KitManifest.Certificate(
                  "CN=\\C3\\A4,O=\"x\"",
                  253_402_300_799L,
                  -631_152_000L,
                  "a.cer",
                  "a".repeat(40),
                  Sample.ONE,
                  CertificateStore.TRUSTED_PUBLISHER)),
          1_793_491_200L,
          List.of(
              new KitManifest.Entry(
                  "18958f04", "META/SHA256SUMS", EntryRole.SUMS, Sample.SUMS_DIGEST, 217),
              new KitManifest.Entry("00000001", "a.cer", EntryRole.CERTIFICATE, Sample.ONE, 3),
              new KitManifest.Entry("0000000f", "data/x", EntryRole.DATA, Sample.TWO, 0),
              new KitManifest.Entry(
                  "ffffffff", "u.msu", EntryRole.UPDATE, Sample.THREE, 4_294_967_296L)),
          1_951_344_000L,
          Grade.PRODUCTION,
          "acs-20261101T000000Z",
          new KitManifest.Profile("acs", 9_007_199_254_740_991L, "T"),
          "",
          1_793_491_200L,
          List.of(
              new KitManifest.Signer(Sample.ONE, Sample.TWO),
              new KitManifest.Signer(Sample.ONE, Sample.THREE)),
          List.of(
              new KitManifest.Update(
                  Architecture.X64, "KB123456", UpdateKind.FLOOR, 2, "u.msu", "aB"),
              new KitManifest.Update(
                  Architecture.X64, "KB1234567", UpdateKind.ROLLUP, 10, "", "aB"),
              new KitManifest.Update(
                  Architecture.ARM64, "KB123456", UpdateKind.PREREQUISITE, 1, "", "b-")));

  @Test
  void theSampleIsReadAndWrittenBackByteForByte() throws KitFormatException {
    assertThat(ManifestReader.read(Sample.bytes(Sample.TEXT))).isEqualTo(SAMPLE);
    assertThat(ManifestWriter.write(SAMPLE)).isEqualTo(Sample.bytes(Sample.TEXT));
    assertThat(SAMPLE.signers().get(0).keyName()).isEqualTo("2222222222222222");
    assertThat(SAMPLE.signers().get(0).signaturePath())
        .isEqualTo("META/signatures/2222222222222222.p7s");
  }

  @Test
  void everyCutIsRefused() {
    for (int length = 0; length < Sample.TEXT.length(); length++) {
      byte[] cut = Sample.bytes(Sample.TEXT.substring(0, length));
      assertThatExceptionOfType(KitFormatException.class)
          .as("cut to %d", length)
          .isThrownBy(() -> ManifestReader.read(cut));
    }
  }

  @Test
  void everyByteDoubledOrDroppedIsRefusedOrWrittenBackTheSame() {
    int accepted = 0;
    for (int i = 0; i < Sample.TEXT.length(); i++) {
      String dropped = Sample.TEXT.substring(0, i) + Sample.TEXT.substring(i + 1);
      String doubled = Sample.TEXT.substring(0, i + 1) + Sample.TEXT.substring(i);
      accepted += takenBackTheSame(Sample.bytes(dropped)) ? 1 : 0;
      accepted += takenBackTheSame(Sample.bytes(doubled)) ? 1 : 0;
    }
    assertThat(accepted).as("strings may be longer and shorter").isPositive();
  }

  /** 20,000 times one random byte otherwise; the seed is fixed, so a failure comes back. */
  @Test
  void whatIsReadIsWrittenBackByteForByte() {
    Random random = new Random(20_261_125);
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Sample.bytes(Sample.TEXT);
      int at = random.nextInt(bytes.length);
      bytes[at] = (byte) (i % 2 == 0 ? random.nextInt(256) : 0x20 + random.nextInt(0x5F));
      accepted += takenBackTheSame(bytes) ? 1 : 0;
    }
    assertThat(accepted).as("digests and names may change").isGreaterThan(500);
  }

  private static boolean takenBackTheSame(byte[] bytes) {
    KitManifest manifest;
    try {
      manifest = ManifestReader.read(bytes);
    } catch (KitFormatException e) {
      assertThat(e.finding().message()).matches("[\\x20-\\x7E]+");
      return false;
    }
    assertThat(ManifestWriter.unchecked(manifest)).isEqualTo(bytes);
    return true;
  }

  @Test
  void faultsOfGrammarCarryTheOffsetOfTheirPiece() {
    offset("\"version\":", "\"Version\":", "{\"builder\"");
    offset("\"certificates\":[", "\"certificates\":[,", "\"certificates\"");
    offset("\"store\":\"TrustedPublisher\"", "\"store\":\"My\"", "{\"name\":\"CN");
    offset(",\"created\":\"2026-", ",\"created\": \"2026-", "],\"created\"");
    offset("\"crc32\":\"00000001\"", "\"crc32\":\"0000001\"", "{\"crc32\":\"00000001");
    offset("\"size\":3}", "\"size\":03}", "{\"crc32\":\"00000001");
    offset("\"size\":0}", "\"size\":0,\"x\":1}", "{\"crc32\":\"0000000f");
    offset("\"expires\":\"2031-", "\"expires\":\"+031-", "],\"expires\"");
    offset("\"grade\":\"production\"", "\"grade\":\"production\",\"hint\":1", "\"id\"");
    offset("\"id\":\"acs-", "\"id\":\"\u0001acs-", "\"id\":\"acs-");
    offset("\"revision\":9", "\"revision\":-9", "\"profile\"");
    offset("\"reference\":\"\"", "\"reference\":null", "\"reference\"");
    offset("\"sequence\":1", "\"sequence\":\"1", "\"sequence\"");
    offset("\"signers\":[", "\"signers\":{", "\"signers\"");
    offset(
        Sample.signer(Sample.ONE, Sample.THREE),
        "{}",
        "{\"certificate_sha256\":\"" + Sample.ONE + "\",\"key_sha256\":\"" + Sample.THREE);
    offset("\"train\":\"b-\"", "\"train\":\"-b\"", "{\"architecture\":\"arm64\"");
  }

  /** The fault is told at the place where {@code piece} stood, as nothing before it changes. */
  private static void offset(String part, String other, String piece) {
    int at = Sample.TEXT.indexOf(piece);
    assertThat(at).as(piece).isNotNegative();
    refused(Sample.with(part, other), FindingCode.MANIFEST_MALFORMED, String.valueOf(at));
  }

  @Test
  void trailingBytesBelongToTheLastPiece() {
    int last = Sample.TEXT.length() - 2;
    refused(Sample.TEXT + "\n", FindingCode.MANIFEST_MALFORMED, String.valueOf(last));
    refused("\u00ef\u00bb\u00bf" + Sample.TEXT, FindingCode.MANIFEST_MALFORMED, "0");
  }

  @Test
  void otherFormats() {
    refused(Sample.with("airgap-kit/1", "airgap-kit/2"), FindingCode.FORMAT_NOT_KNOWN);
    refused(Sample.with("airgap-kit/1", "airgap-approval/1"), FindingCode.FORMAT_NOT_KNOWN);
    refused(Sample.with(",\"grade\":", ", \"grade\":"), FindingCode.FORMAT_NOT_KNOWN);
    refused("", FindingCode.FORMAT_NOT_KNOWN);
    refused(",\"format\":\"airgap-kit/1\",\"grade\":\"", FindingCode.MANIFEST_MALFORMED, "0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"size\":3}|\"size\":9007199254740992}|NUMBER_OUT_OF_RANGE|entries.size|9007199254740992",
        "\"revision\":9007199254740991|\"revision\":0|NUMBER_OUT_OF_RANGE|profile.revision|0",
        "\"sequence\":1793491200|\"sequence\":0|NUMBER_OUT_OF_RANGE|sequence|0",
        "\"order\":2|\"order\":0|NUMBER_OUT_OF_RANGE|updates.order|0",
        "9999-12-31T|9999-02-31T|TIME_NOT_VALID|certificates.not_after|9999-02-31T23:59:59Z",
        "1950-01-01T|1949-01-01T|TIME_NOT_VALID|certificates.not_before|1949-01-01T00:00:00Z",
        "2026-11-01T|2026-11-31T|TIME_NOT_VALID|created|2026-11-31T00:00:00Z",
        "2031-11-02T|2100-11-02T|TIME_NOT_VALID|expires|2100-11-02T00:00:00Z",
        "\"path\":\"data/x\"|\"path\":\"data\\\\x\"|PATH_NOT_ALLOWED|data\\x|",
        "\"path\":\"data/x\"|\"path\":\"b/nul\"|PATH_NOT_ALLOWED|b/nul|",
        "\"path\":\"data/x\"|\"path\":\"meta/x\"|PATH_RESERVED|meta/x|",
        "\"role\":\"data\"|\"role\":\"sums\"|ROLE_NOT_ALLOWED|data/x|",
        "\"role\":\"sums\"|\"role\":\"data\"|PATH_RESERVED|META/SHA256SUMS|",
        "\"path\":\"data/x\"|\"path\":\"a.cer/x\"|PATH_CONFLICT|a.cer/x|",
        "\"path\":\"data/x\"|\"path\":\"meta\"|PATH_CONFLICT|meta|",
        "4294967296|4294967295|ENTRY_SIZE_NOT_ALLOWED|u.msu|4294967295",
        "4294967296|68719476737|ENTRY_SIZE_NOT_ALLOWED|u.msu|68719476737",
        "2031-11-02T00:00:00Z|2031-11-02T00:00:01Z|EXPIRES_NOT_ALLOWED|2031-11-02T00:00:01Z|2026-11-01T00:00:00Z",
        "2031-11-02T00:00:00Z|2026-11-01T00:00:00Z|EXPIRES_NOT_ALLOWED|2026-11-01T00:00:00Z|2026-11-01T00:00:00Z",
        "acs-20261101T|acs-20261102T|ID_MISMATCH|acs-20261102T000000Z|acs-20261101T000000Z",
        "\"sequence\":1793491200|\"sequence\":1793491201|SEQUENCE_AHEAD|1793491201|1793491200",
        "\"role\":\"certificate\"|\"role\":\"crl\"|CERTIFICATE_ENTRY_MISSING|a.cer|",
        "\"path\":\"a.cer\",\"sha1\"|\"path\":\"b.cer\",\"sha1\"|CERTIFICATE_ENTRY_MISSING|b.cer|",
        "\"role\":\"data\"|\"role\":\"certificate\"|CERTIFICATE_NOT_LISTED|data/x|",
        "\"path\":\"u.msu\",\"train\"|\"path\":\"v.msu\",\"train\"|UPDATE_ENTRY_MISSING|v.msu|",
        "\"path\":\"u.msu\",\"train\"|\"path\":\"data/x\",\"train\"|UPDATE_ENTRY_MISSING|data/x|",
        "18958f04|18958f05|SUMS_MISMATCH||",
        "\"size\":217|\"size\":218|SUMS_MISMATCH||",
        "86ed023e|86ed023f|SUMS_MISMATCH||",
        "\"order\":10|\"order\":2|MEMBERS_NOT_SORTED|1|updates",
        "\"order\":10|\"order\":1|MEMBERS_NOT_SORTED|1|updates",
        "\"train\":\"b-\"|\"train\":\"a-\"|MEMBERS_NOT_SORTED|2|updates"
      })
  void rules(String part, String other, FindingCode code, String first, String second) {
    String[] values =
        first == null
            ? new String[0]
            : second == null ? new String[] {first} : new String[] {first, second};
    refused(Sample.with(part, other), code, values);
  }

  @Test
  void rulesOfLists() {
    String one = Sample.signer(Sample.ONE, Sample.TWO);
    String two = Sample.signer(Sample.ONE, Sample.THREE);
    refused(
        Sample.with(one + "," + two, two + "," + one),
        FindingCode.MEMBERS_NOT_SORTED,
        "1",
        "signers");
    refused(Sample.with(one, one + "," + one), FindingCode.MEMBERS_NOT_SORTED, "1", "signers");
    refused(
        Sample.with(two, Sample.signer(Sample.ONE, "2".repeat(16) + "f".repeat(48))),
        FindingCode.SIGNER_KEYS_AMBIGUOUS,
        "2222222222222222");
    refused(Sample.with(Sample.SUMS_ENTRY + ",", ""), FindingCode.SUMS_ENTRY_MISSING);
    String data = Sample.entry("0000000f", "data/x", "data", Sample.TWO, "0");
    refused(Sample.with(data, data + "," + data), FindingCode.MEMBERS_NOT_SORTED, "3", "entries");
    String nine = one;
    for (int i = 3; i < 11; i++) {
      nine += "," + Sample.signer(Sample.ONE, Integer.toHexString(i) + "0".repeat(63));
    }
    refused(Sample.with(one + "," + two, nine), FindingCode.MEMBERS_TOO_MANY, "signers", "9", "8");
    refused(
        Sample.with("\"sha256\":\"" + Sample.ONE, "\"sha256\":\"" + Sample.TWO),
        FindingCode.CERTIFICATE_DIGEST_DIFFERS,
        "a.cer");
  }

  @Test
  void onlySumsIsNoPayload() {
    int from = Sample.TEXT.indexOf("\"entries\":[") + 11 + Sample.SUMS_ENTRY.length();
    int to = Sample.TEXT.indexOf("],\"expires\"");
    refused(
        Sample.TEXT.substring(0, from) + Sample.TEXT.substring(to), FindingCode.PAYLOAD_MISSING);
  }

  private static void refused(String text, FindingCode code, String... values) {
    assertThatExceptionOfType(KitFormatException.class)
        .as(text)
        .isThrownBy(() -> ManifestReader.read(Sample.bytes(text)))
        .satisfies(e -> assertThat(e.finding()).isEqualTo(new Finding(code, List.of(values))));
  }
}
