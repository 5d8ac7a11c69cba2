package io.airgapkit.profile.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  @Test
  void layoutIsFixed() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", List.of("x", 1, true));
    map.put("a", List.of(Map.of("k", "v")));
    map.put("e", List.of());
    map.put("o", Map.of());

    assertThat(text(map))
        .isEqualTo(
            """
            {
              "b": ["x", 1, true],
              "a": [
                {
                  "k": "v"
                }
              ],
              "e": [],
              "o": {}
            }
            """);
  }

  @Test
  void everythingBeyondPrintableAsciiIsEscaped() {
    assertThat(text("\"\\/ \u0000\n\u007f\u00e4\ud83d\ude00"))
        .isEqualTo("\"\\\"\\\\/ \\u0000\\u000a\\u007f\\u00e4\\ud83d\\ude00\"\n");
  }

  @Test
  void whatIsWrittenReadsBack() {
    String nasty = "a\"b\\c\t\u00e4\ud83d\ude00";
    DocumentFaults faults = new DocumentFaults("f");
    JsonNode node = JsonDocument.parse(JsonWriter.write(nasty), 999, faults).orElseThrow();

    assertThat(((JsonNode.StringNode) node).value()).isEqualTo(nasty);
  }

  @Test
  void otherTypesAreRefused() {
    assertThatThrownBy(() -> JsonWriter.write(1.5)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String text(Object value) {
    return new String(JsonWriter.write(value), StandardCharsets.US_ASCII);
  }
}
