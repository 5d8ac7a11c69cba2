package io.airgapkit.format.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.airgapkit.format.KitManifest;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import org.junit.jupiter.api.Test;

class ManifestWriterTest {
  private static KitManifest with(String id, String reference, long sequence)
      throws KitFormatException {
    KitManifest m = ManifestReader.read(Sample.bytes(Sample.TEXT));
    return new KitManifest(
        m.builder(),
        m.certificates(),
        m.created(),
        m.entries(),
        m.expires(),
        m.grade(),
        id,
        m.profile(),
        reference,
        sequence,
        m.signers(),
        m.updates());
  }

  @Test
  void nothingIsWrittenThatTheReaderRefuses() throws KitFormatException {
    KitManifest wrong = with("other-20261101T000000Z", "", 1);
    assertThatExceptionOfType(KitFormatException.class)
        .isThrownBy(() -> ManifestWriter.write(wrong))
        .satisfies(e -> assertThat(e.finding().code()).isEqualTo(FindingCode.ID_MISMATCH));
    assertThat(
            new String(ManifestWriter.unchecked(wrong), java.nio.charset.StandardCharsets.US_ASCII))
        .contains("\"id\":\"other-20261101T000000Z\"");
  }

  @Test
  void textOutsideAsciiIsRefused() throws KitFormatException {
    KitManifest umlaut = with("acs-20261101T000000Z", "\u00e4", 1);
    assertThatIllegalArgumentException().isThrownBy(() -> ManifestWriter.write(umlaut));
  }
}
