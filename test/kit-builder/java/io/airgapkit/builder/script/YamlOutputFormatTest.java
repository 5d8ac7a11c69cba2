package io.airgapkit.builder.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values in double-quoted YAML: one line of ASCII that says what went in. */
class YamlOutputFormatTest {
  private static String escaped(String text) {
    return YamlOutputFormat.INSTANCE.escapePlainText(text);
  }

  @Test
  void plainTextStaysAsItIs() {
    assertThat(escaped("Azure Code Signing: {{ x }} #'%&*!|>@`-"))
        .isEqualTo("Azure Code Signing: {{ x }} #'%&*!|>@`-");
  }

  @Test
  void quoteAndBackslashCannotEndTheScalar() {
    assertThat(escaped("a\"\\\" b: c")).isEqualTo("a\\\"\\\\\\\" b: c");
  }

  @ParameterizedTest
  @CsvSource({
    "0, \\u0000",
    "10, \\u000A",
    "13, \\u000D",
    "127, \\u007F",
    "133, \\u0085",
    "8232, \\u2028",
    "65279, \\uFEFF",
    "8238, \\u202E",
    "128512, \\U0001F600",
    "55296, \\uFFFD",
    "57343, \\uFFFD"
  })
  void everythingElseIsItsCodePoint(int codePoint, String escape) {
    assertThat(escaped("a" + Character.toString(codePoint) + "b")).isEqualTo("a" + escape + "b");
  }

  @Test
  void aPlaybookIsAsciiWhateverTheTitleSays() {
    Map<String, Object> data =
        Map.of(
            "kit", Map.of("id", "k-20261125T120000Z", "expires", "2027-11-25T12:00:00Z"),
            "profile",
                Map.of("title", "\"\r\n- hosts: all\u2028{{ lookup('env','HOME') }}\uD83D\uDE00"));

    assertThat(new TemplateRenderer().render("fleet/playbook.yml.ftl", data))
        .matches("(?s)[\\n -~]+")
        .contains(
            "airgap_title: !unsafe \"\\\"\\u000D\\u000A- hosts: all\\u2028{{ lookup('env','HOME')"
                + " }}\\U0001F600\"\n");
  }

  @Test
  void aTemplateOfAnotherEndingIsRefused() {
    assertThatThrownBy(() -> new TemplateRenderer().render("fleet/playbook.yaml.ftl", Map.of()))
        .isInstanceOf(RuntimeException.class);
  }
}
