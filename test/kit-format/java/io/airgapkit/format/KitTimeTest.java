package io.airgapkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KitTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2000-01-01T00:00:00Z",
        "2099-12-31T23:59:59Z",
        "2024-02-29T12:34:56Z",
        "2000-02-29T00:00:00Z",
        "2026-11-25T23:59:59Z"
      })
  void moments(String text) {
    long seconds = Instant.parse(text).getEpochSecond();
    assertThat(KitTime.parse(text, 2000, 2099)).hasValue(seconds);
    assertThat(KitTime.text(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1999-12-31T23:59:59Z",
        "2100-01-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-00-10T00:00:00Z",
        "2026-13-10T00:00:00Z",
        "2026-10-00T00:00:00Z",
        "2026-10-32T00:00:00Z",
        "2026-10-10T24:00:00Z",
        "2026-10-10T23:60:00Z",
        "2026-10-10T23:59:60Z",
        "0000-01-01T00:00:00Z",
        "9999-99-99T99:99:99Z"
      })
  void noMoments(String text) {
    assertThat(KitTime.parse(text, 2000, 2099)).isEmpty();
  }

  @Test
  void yearsOfCertificates() {
    assertThat(KitTime.parse("1950-01-01T00:00:00Z", 1950, 9999)).hasValue(-631_152_000L);
    assertThat(KitTime.parse("1949-12-31T23:59:59Z", 1950, 9999)).isEmpty();
    assertThat(KitTime.parse("9999-12-31T23:59:59Z", 1950, 9999)).hasValue(253_402_300_799L);
    assertThat(KitTime.text(253_402_300_799L)).isEqualTo("9999-12-31T23:59:59Z");
    assertThat(KitTime.text(-631_152_000L)).isEqualTo("1950-01-01T00:00:00Z");
  }

  @Test
  void compactForm() {
    assertThat(KitTime.compact(1_793_491_200L)).isEqualTo("20261101T000000Z");
  }
}
