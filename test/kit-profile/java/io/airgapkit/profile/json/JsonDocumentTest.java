package io.airgapkit.profile.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.airgapkit.profile.json.DocumentFault.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {
  private final DocumentFaults faults = new DocumentFaults("file.json");

  @Test
  void everyNodeKnowsItsLineAndColumn() {
    var root =
        (JsonNode.ObjectNode) parse("{\n  \"a\": [1,\n    \"x\"],\n \"b\": true\n}").orElseThrow();

    assertThat(root.line()).isEqualTo(1);
    assertThat(root.column()).isEqualTo(1);
    JsonNode.Member a = root.members().get("a");
    assertThat(List.of(a.line(), a.column())).containsExactly(2, 3);
    var array = (JsonNode.ArrayNode) a.value();
    assertThat(array.elements())
        .containsExactly(new JsonNode.IntegerNode("1", 2, 9), new JsonNode.StringNode("x", 3, 5));
    JsonNode b = root.members().get("b").value();
    assertThat(List.of(b.line(), b.column())).containsExactly(4, 7);
  }

  @Test
  void columnsHoldBehindManyCharacters() {
    String padding = "\"" + "x".repeat(10_000) + "\",\n";
    var root = (JsonNode.ArrayNode) parse("[" + padding.repeat(3) + "   7]").orElseThrow();

    assertThat(root.elements().get(3)).isEqualTo(new JsonNode.IntegerNode("7", 4, 4));
  }

  @Test
  void allDuplicateKeysAreReportedAndTheFirstIsKept() {
    var root =
        (JsonNode.ObjectNode)
            parse("{\"a\":1,\n\"a\":2,\n\"o\":{\"b\":1,\n \"b\":2,\"b\":3}}").orElseThrow();

    assertThat(faults.inOrder())
        .extracting(DocumentFault::kind, DocumentFault::line, DocumentFault::key)
        .containsExactly(
            tuple(Kind.DUPLICATE_KEY, 2, "a"),
            tuple(Kind.DUPLICATE_KEY, 4, "o.b"),
            tuple(Kind.DUPLICATE_KEY, 4, "o.b"));
    assertThat(root.members().get("a").value()).isEqualTo(new JsonNode.IntegerNode("1", 1, 6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "{} {}",
        "{}x",
        "/* no */{}",
        "{a:1}",
        "{'a':1}",
        "NaN",
        "[01]",
        "[+1]",
        "[\"\t\"]",
        "nul"
      })
  void whatIsNotJsonIsOneFaultOfSyntax(String text) {
    assertThat(parse(text)).isEmpty();
    assertThat(faults.inOrder()).extracting(DocumentFault::kind).containsExactly(Kind.SYNTAX);
    assertThat(faults.inOrder().get(0).line()).isPositive();
  }

  @Test
  void syntaxFaultNamesItsLine() {
    assertThat(parse("{\n\"a\": 1,\n\"b\" 2\n}")).isEmpty();
    assertThat(faults.inOrder()).extracting(DocumentFault::line).containsExactly(3);
  }

  @Test
  void depthIsBounded() {
    int max = JsonDocument.MAX_DEPTH;
    assertThat(parse("[".repeat(max) + "]".repeat(max))).isPresent();
    assertThat(parse("[".repeat(max + 1) + "]".repeat(max + 1))).isEmpty();
    assertThat(parse("{\"a\":".repeat(100_000))).isEmpty();

    assertThat(faults.inOrder())
        .extracting(DocumentFault::kind)
        .containsExactly(Kind.LIMIT_EXCEEDED, Kind.LIMIT_EXCEEDED);
  }

  @Test
  void stringsKeysAndNumbersAreBounded() {
    assertThat(parse("[\"" + "x".repeat(JsonDocument.MAX_STRING) + "\"]")).isPresent();
    assertThat(parse("[\"" + "x".repeat(JsonDocument.MAX_STRING + 1) + "\"]")).isEmpty();
    assertThat(parse("{\"" + "k".repeat(JsonDocument.MAX_KEY + 1) + "\":1}")).isEmpty();
    assertThat(parse("[" + "1".repeat(JsonDocument.MAX_NUMBER + 1) + "]")).isEmpty();

    assertThat(faults.inOrder())
        .extracting(DocumentFault::kind)
        .containsExactly(Kind.LIMIT_EXCEEDED, Kind.LIMIT_EXCEEDED, Kind.LIMIT_EXCEEDED);
  }

  @Test
  void sizeIsBoundedBeforeAnythingElse() {
    byte[] bytes = "[12345]".getBytes(StandardCharsets.UTF_8);
    assertThat(JsonDocument.parse(bytes, 7, faults)).isPresent();
    assertThat(JsonDocument.parse(bytes, 6, faults)).isEmpty();

    assertThat(faults.inOrder())
        .extracting(DocumentFault::kind, DocumentFault::line)
        .containsExactly(tuple(Kind.LIMIT_EXCEEDED, 0));
  }

  @Test
  void byteOrderMarksAndOtherEncodingsAreRefused() {
    assertThat(parse("\uFEFF{}")).isEmpty();
    assertThat(JsonDocument.parse("{}".getBytes(StandardCharsets.UTF_16LE), 99, faults)).isEmpty();
    assertThat(JsonDocument.parse(new byte[] {'[', '\n', '"', (byte) 0xE4, '"', ']'}, 99, faults))
        .isEmpty();

    assertThat(faults.inOrder())
        .extracting(DocumentFault::kind, DocumentFault::line)
        .containsExactlyInAnyOrder(
            tuple(Kind.ENCODING, 1), tuple(Kind.SYNTAX, 1), tuple(Kind.ENCODING, 2));
  }

  @Test
  void faultsAreCappedAndTheCapIsSaid() {
    StringBuilder text = new StringBuilder("{\"a\":1");
    for (int i = 0; i < DocumentFaults.MAX_FAULTS + 5; i++) {
      text.append(",\"a\":1");
    }
    parse(text + "}");

    assertThat(faults.inOrder()).hasSize(DocumentFaults.MAX_FAULTS + 1);
    assertThat(faults.inOrder().get(DocumentFaults.MAX_FAULTS).kind()).isEqualTo(Kind.AND_MORE);
  }

  private Optional<JsonNode> parse(String text) {
    return JsonDocument.parse(text.getBytes(StandardCharsets.UTF_8), 1 << 20, faults);
  }
}
