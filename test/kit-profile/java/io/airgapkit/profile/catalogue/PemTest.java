package io.airgapkit.profile.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----\n";
  private static final String END = "-----END CERTIFICATE-----\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        BEGIN + "MAMCAQE=\n" + END,
        "# who made it\n\n" + BEGIN + "MAMC\nAQE=\n" + END + "\n",
        "-----BEGIN CERTIFICATE-----\r\nMAMCAQE=\r\n-----END CERTIFICATE-----\r\n",
        BEGIN + "MAMCAQE=\n-----END CERTIFICATE-----"
      })
  void oneBlockIsTaken(String text) {
    assertThat(decode(text).orElseThrow()).containsExactly(0x30, 3, 2, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text\n" + BEGIN + "MAMCAQE=\n" + END,
        BEGIN + "MAMCAQE=\n" + END + "text\n",
        BEGIN + "MAMCAQE=\n" + END + BEGIN + "MAMCAQE=\n" + END,
        BEGIN + "MAMCAQE=\n",
        BEGIN + END,
        BEGIN + "MAMCAQE\n" + END,
        BEGIN + "MAMCAQF=\n" + END,
        BEGIN + "MAMC AQE=\n" + END,
        BEGIN + "Proc-Type: 4,ENCRYPTED\n\nMAMCAQE=\n" + END,
        "-----BEGIN TRUSTED CERTIFICATE-----\nMAMCAQE=\n-----END TRUSTED CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END X509 CRL-----\n"
      })
  void anythingElseIsRefused(String text) {
    assertThat(decode(text)).isEmpty();
  }

  @Test
  void derIsToldFromText() {
    assertThat(Pem.looksLikePem(new byte[] {0x30, (byte) 0x82, 1, 0})).isFalse();
    assertThat(Pem.looksLikePem(BEGIN.getBytes(StandardCharsets.US_ASCII))).isTrue();
    assertThat(Pem.looksLikePem("0abc".getBytes(StandardCharsets.US_ASCII))).isTrue();
  }

  private static Optional<byte[]> decode(String text) {
    return Pem.decode(text.getBytes(StandardCharsets.US_ASCII), "CERTIFICATE");
  }
}
