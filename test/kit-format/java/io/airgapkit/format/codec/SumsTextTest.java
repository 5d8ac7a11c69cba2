package io.airgapkit.format.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.EntryRole;
import io.airgapkit.format.KitManifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SumsTextTest {
  private static final List<KitManifest.Entry> ENTRIES =
      List.of(
          new KitManifest.Entry("0", "META/SHA256SUMS", EntryRole.SUMS, "9".repeat(64), 9),
          new KitManifest.Entry("1", "a.cer", EntryRole.CERTIFICATE, Sample.ONE, 3),
          new KitManifest.Entry("2", "data/x", EntryRole.DATA, Sample.TWO, 0),
          new KitManifest.Entry("3", "u.msu", EntryRole.UPDATE, Sample.THREE, 7));

  @Test
  void aLineForEachPayloadEntryAndNoneForItself() {
    assertThat(new String(SumsText.bytes(ENTRIES), StandardCharsets.US_ASCII))
        .isEqualTo(
            Sample.ONE + "  a.cer\n" + Sample.TWO + "  data/x\n" + Sample.THREE + "  u.msu\n");
  }

  @Test
  void theEntryIsThatOfTheText() {
    assertThat(SumsText.entry(ENTRIES))
        .isEqualTo(
            new KitManifest.Entry(
                "18958f04", "META/SHA256SUMS", EntryRole.SUMS, Sample.SUMS_DIGEST, 217));
  }

  @Test
  void crcHasEightDigits() {
    assertThat(SumsText.crc32Hex(0)).isEqualTo("00000000");
    assertThat(SumsText.crc32Hex(0xFFFF_FFFFL)).isEqualTo("ffffffff");
    assertThat(SumsText.crc32Hex("123456789".getBytes(StandardCharsets.US_ASCII)))
        .as("check value of CRC-32/ISO-HDLC")
        .isEqualTo("cbf43926");
  }
}
