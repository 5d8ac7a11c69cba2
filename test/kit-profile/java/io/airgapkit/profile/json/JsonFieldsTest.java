package io.airgapkit.profile.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.airgapkit.profile.json.DocumentFault.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
  private final DocumentFaults faults = new DocumentFaults("file.json");

  private enum Colour implements JsonWord {
    RED,
    DARK_BLUE;

    @Override
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Test
  void valuesComeOutTyped() {
    JsonFields fields =
        fields(
            "{\"t\":\"x\",\"n\":7,\"w\":\"dark-blue\",\"d\":\"2024-02-29\","
                + "\"i\":\"2045-04-16T18:44:40Z\",\"l\":[1,2],\"u\":\"unknown\"}");

    assertThat(fields.text("t", TextRule.LINE)).isEqualTo("x");
    assertThat(fields.integer("n", 0, 7)).isEqualTo(7);
    assertThat(fields.word("w", Colour.class)).isEqualTo(Colour.DARK_BLUE);
    assertThat(fields.date("d")).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(fields.instant("i")).isEqualTo(Instant.parse("2045-04-16T18:44:40Z"));
    assertThat(fields.integers("l", 2, 1, 2)).containsExactly(1, 2);
    assertThat(fields.knownInteger("u", 0, 9)).isEmpty();
    fields.close();
    assertThat(faults.inOrder()).isEmpty();
  }

  @Test
  void everyFaultIsFoundInOneReading() {
    JsonFields fields =
        fields("{\n\"t\":7,\n\"n\":8,\n\"w\":\"green\",\n\"l\":[1,\n \"x\"],\n\"extra\":1\n}");
    fields.text("t", TextRule.LINE);
    fields.integer("n", 0, 7);
    fields.word("w", Colour.class);
    fields.integers("l", 9, 1, 2);
    fields.text("gone", TextRule.LINE);
    fields.close();

    assertThat(faults.inOrder())
        .extracting(DocumentFault::kind, DocumentFault::line, DocumentFault::key)
        .containsExactly(
            tuple(Kind.MISSING_KEY, 1, "gone"),
            tuple(Kind.WRONG_TYPE, 2, "t"),
            tuple(Kind.BAD_VALUE, 3, "n"),
            tuple(Kind.BAD_VALUE, 4, "w"),
            tuple(Kind.WRONG_TYPE, 6, "l[1]"),
            tuple(Kind.UNKNOWN_KEY, 7, "extra"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2023-02-29", "2023-13-01", "2023-1-1", "23-01-01", "+12023-01-01", "x", ""})
  void daysThatDoNotExistAreRefused(String day) {
    fields("{\"d\":\"" + day + "\"}").date("d");
    assertThat(faults.inOrder()).extracting(DocumentFault::kind).containsExactly(Kind.BAD_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-01-01T00:00:60Z",
        "2023-01-01T24:00:00Z",
        "2023-01-01 00:00:00Z",
        "2023-01-01T00:00:00",
        "2023-01-01T00:00:00+01:00",
        "2023-02-30T00:00:00Z"
      })
  void timesThatDoNotExistAreRefused(String time) {
    fields("{\"i\":\"" + time + "\"}").instant("i");
    assertThat(faults.inOrder()).extracting(DocumentFault::kind).containsExactly(Kind.BAD_VALUE);
  }

  @Test
  void numbersBeyondEveryTypeAreRefusedInWords() {
    fields("{\"n\":99999999999999999999}").integer("n", 0, Integer.MAX_VALUE);
    fields("{\"n\":1.0}").integer("n", 0, 9);
    fields("{\"n\":null}").integer("n", 0, 9);

    assertThat(faults.inOrder())
        .extracting(DocumentFault::kind)
        .containsExactly(Kind.BAD_VALUE, Kind.WRONG_TYPE, Kind.WRONG_TYPE);
  }

  @Test
  void whatIsNoObjectIsOneFaultOnly() {
    JsonFields outer = fields("{\"o\":[]}");
    JsonFields inner = outer.object("o");
    inner.text("a", TextRule.LINE);
    inner.integer("b", 0, 1);
    inner.fault(Kind.BAD_VALUE, "c", "never shown");
    inner.close();

    assertThat(faults.inOrder())
        .extracting(DocumentFault::kind, DocumentFault::key)
        .containsExactly(tuple(Kind.WRONG_TYPE, "o"));
  }

  @Test
  void controlCharactersAndLoneSurrogatesAreNoText() {
    fields("{\"t\":\"a\\u0007\"}").text("t", TextRule.LINE);
    fields("{\"t\":\"a\\ud800\"}").text("t", TextRule.LINE);
    fields("{\"t\":\"a\\nb\"}").text("t", TextRule.LINE);

    assertThat(faults.inOrder())
        .extracting(DocumentFault::kind)
        .containsExactly(Kind.BAD_VALUE, Kind.BAD_VALUE, Kind.BAD_VALUE);
  }

  private JsonFields fields(String json) {
    JsonNode node =
        JsonDocument.parse(json.getBytes(StandardCharsets.UTF_8), 1 << 20, faults).orElseThrow();
    return JsonFields.of(node, "", faults);
  }
}
