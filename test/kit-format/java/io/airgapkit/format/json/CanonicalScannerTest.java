package io.airgapkit.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.format.json.CanonicalScanner.Alphabet;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalScannerTest {
  /** One read of a piece that begins behind two bytes. */
  private interface Read<T> {
    T from(CanonicalScanner scanner) throws KitFormatException;
  }

  private static <T> T read(String text, Read<T> read) throws KitFormatException {
    CanonicalScanner scanner = begun(text);
    T value = read.from(scanner);
    scanner.end();
    return value;
  }

  private static String text(String text, Read<String> read) throws KitFormatException {
    return read(text, read);
  }

  private static long number(String text, Read<Number> read) throws KitFormatException {
    return read(text, read).longValue();
  }

  private static CanonicalScanner begun(String text) throws KitFormatException {
    byte[] bytes = ("{," + text).getBytes(StandardCharsets.ISO_8859_1);
    CanonicalScanner scanner = new CanonicalScanner(bytes);
    scanner.literal("{,");
    scanner.piece();
    return scanner;
  }

  private static void refused(String text, Read<?> read) {
    assertThatExceptionOfType(KitFormatException.class)
        .as(text)
        .isThrownBy(() -> read(text, read))
        .satisfies(
            e -> {
              assertThat(e.finding().code()).isEqualTo(FindingCode.MANIFEST_MALFORMED);
              assertThat(e.finding().values()).containsExactly("2");
            });
  }

  @Test
  void strings() throws KitFormatException {
    assertThat(text("\"a\"", s -> s.string(1))).isEqualTo("a");
    assertThat(text("\"\"", s -> s.string(0))).isEmpty();
    assertThat(text("\" ~\"", s -> s.string(1))).isEqualTo(" ~");
    assertThat(text("\"\\\\\\\"/\"", s -> s.string(1))).isEqualTo("\\\"/");
    assertThat(text("\"" + "\\\\".repeat(1024) + "\"", s -> s.string(1))).hasSize(1024);
  }

  @Test
  void everyByteOfAString() throws KitFormatException {
    for (char c = 0; c < 256; c++) {
      String text = "\"x" + c + "x\"";
      if (c >= 0x20 && c <= 0x7E && c != '"' && c != '\\') {
        assertThat(text(text, s -> s.string(1))).isEqualTo("x" + c + "x");
      } else {
        refused(text, s -> s.string(1));
      }
    }
  }

  @Test
  void everyEscapeOfAString() throws KitFormatException {
    for (char c = 0; c < 256; c++) {
      String text = "\"x\\" + c + "0041x\"";
      if (c == '"' || c == '\\') {
        assertThat(text(text, s -> s.string(1))).isEqualTo("x" + c + "0041x");
      } else {
        refused(text, s -> s.string(1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\"", "\"a", "\"a\\", "\"a\\\"", "a\"", "'a'", "\"\"", "null", "\"a\" "})
  void stringsRefused(String text) {
    refused(text, s -> s.string(1));
  }

  @Test
  void stringOf1025() {
    refused("\"" + "x".repeat(1025) + "\"", s -> s.string(1));
    refused("\"" + "\\\"".repeat(1025) + "\"", s -> s.string(1));
  }

  @Test
  void integers() throws KitFormatException {
    assertThat(number("0", CanonicalScanner::integer)).isZero();
    assertThat(number("7", CanonicalScanner::integer)).isEqualTo(7);
    assertThat(number("10", CanonicalScanner::integer)).isEqualTo(10);
    assertThat(number("9007199254740991", CanonicalScanner::integer)).isEqualTo((1L << 53) - 1);
    assertThat(number("9999999999999999", CanonicalScanner::integer)).isEqualTo(9999999999999999L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "01",
        "-1",
        "-0",
        "+1",
        "1.0",
        "1e3",
        "1E3",
        ".5",
        "0x1",
        "1_000",
        " 1",
        "1 ",
        "10000000000000000",
        "99999999999999999999",
        "\"1\"",
        "\u00b2",
        "a"
      })
  void integersRefused(String text) {
    refused(text, CanonicalScanner::integer);
  }

  @Test
  void times() throws KitFormatException {
    assertThat(text("\"2026-11-25T12:00:00Z\"", CanonicalScanner::time))
        .isEqualTo("2026-11-25T12:00:00Z");
    assertThat(text("\"9999-99-99T99:99:99Z\"", CanonicalScanner::time))
        .as("whether such a moment exists is a later rule")
        .isEqualTo("9999-99-99T99:99:99Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-25T12:00:00Z",
        "\"2026-11-25T12:00:00\"",
        "\"2026-11-25 12:00:00Z\"",
        "\"2026-11-25t12:00:00z\"",
        "\"2026-11-25T12:00:00.0Z\"",
        "\"2026-11-25T12:00:00+00:00\"",
        "\"2026-11-25T12:00Z\"",
        "\"20261125T120000Z\"",
        "\"+026-11-25T12:00:00Z\"",
        "\"2026-1\u00b2-25T12:00:00Z\"",
        "\"\"",
        "\"2026"
      })
  void timesRefused(String text) {
    refused(text, CanonicalScanner::time);
  }

  @Test
  void hexDigits() throws KitFormatException {
    assertThat(text("\"0123456789abcdef\"", s -> s.hex(16))).isEqualTo("0123456789abcdef");
    refused("\"0123456789abcde\"", s -> s.hex(16));
    refused("\"0123456789abcdef0\"", s -> s.hex(16));
    refused("\"0123456789abcdeF\"", s -> s.hex(16));
    refused("\"0123456789abcdeg\"", s -> s.hex(16));
    refused("0123456789abcdef", s -> s.hex(16));
  }

  @Test
  void words() throws KitFormatException {
    assertThat(text("aZ9-", s -> s.word(Alphabet.TRAIN, 1, 4))).isEqualTo("aZ9-");
    assertThat(text("az9-", s -> s.word(Alphabet.PROFILE_ID, 1, 4))).isEqualTo("az9-");
    assertThat(text("0189", s -> s.word(Alphabet.DIGITS, 4, 4))).isEqualTo("0189");
    refused("aZ", s -> s.word(Alphabet.PROFILE_ID, 1, 4));
    refused("az9-x", s -> s.word(Alphabet.PROFILE_ID, 1, 4));
    refused("a_", s -> s.word(Alphabet.TRAIN, 1, 4));
    refused("12a", s -> s.word(Alphabet.DIGITS, 3, 3));
    refused("12", s -> s.word(Alphabet.DIGITS, 3, 3));
    refused("", s -> s.word(Alphabet.HEX, 1, 3));
  }

  @Test
  void choices() throws KitFormatException {
    assertThat(number("\"two\"", s -> s.choice("one", "two"))).isEqualTo(1);
    refused("\"Two\"", s -> s.choice("one", "two"));
    refused("\"two \"", s -> s.choice("one", "two"));
    refused("\"\"", s -> s.choice("one", "two"));
    refused("\"\\u0074wo\"", s -> s.choice("one", "two"));
  }

  @Test
  void arraysAreReadElementByElement() throws KitFormatException {
    assertThat(elements("\"n\":[]")).isZero();
    assertThat(elements("\"n\":[{}]")).isEqualTo(1);
    assertThat(elements("\"n\":[{},{},{}]")).isEqualTo(3);
  }

  @Test
  void faultsOfArraysCarryTheOffsetOfTheirPiece() {
    assertOffset("\"n\":[,{}]", 2);
    assertOffset("\"n\":{}", 2);
    assertOffset("\"m\":[]", 2);
    assertOffset("\"n\":[ {}]", 2);
    assertOffset("\"n\":[{} ,{}]", 7);
    assertOffset("\"n\":[{}{}]", 7);
    assertOffset("\"n\":[{x}]", 7);
    assertOffset("\"n\":[{},x]", 10);
    assertOffset("\"n\":[{},]", 10);
    assertOffset("\"n\":[{},{}", 10);
    assertOffset("\"n\":[{}]x", 9);
  }

  private static int elements(String text) throws KitFormatException {
    CanonicalScanner scanner = begun(text);
    scanner.open("n");
    int count = 0;
    for (boolean first = true; scanner.element(first); first = false) {
      scanner.literal("{}");
      count++;
    }
    scanner.end();
    return count;
  }

  private static void assertOffset(String text, int offset) {
    assertThatExceptionOfType(KitFormatException.class)
        .as(text)
        .isThrownBy(() -> elements(text))
        .satisfies(e -> assertThat(e.finding().values()).as(text).containsExactly("" + offset));
  }
}
