package io.airgapkit.format.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.airgapkit.format.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTest {
  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void everyParameterStandsInTheMessage(FindingCode code) {
    List<String> values = new ArrayList<>();
    for (String name : code.parameters()) {
      values.add("<" + name + ">");
    }
    String want = code.text();
    for (String name : code.parameters()) {
      want = want.replace("{" + name + "}", "<" + name + ">");
    }
    assertThat(new Finding(code, values).message()).isEqualTo(want).doesNotContain("{", "}");
    assertThat(new HashSet<>(code.parameters())).hasSameSizeAs(code.parameters());
  }

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void textsArePrintableAndNeverAdviseToGoOn(FindingCode code) {
    assertThat(code.text())
        .matches("[\\x20-\\x7E]+")
        .doesNotContainIgnoringCase("--force", "ignore", "disable", "bypass", "skip");
    assertThat(code.parameters()).allMatch(name -> name.matches("[a-z]+"));
  }

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void otherCountsOfValuesAreRefused(FindingCode code) {
    List<String> values = new ArrayList<>(code.parameters());
    values.add("one more");
    assertThatIllegalArgumentException().isThrownBy(() -> new Finding(code, values));
    if (!code.parameters().isEmpty()) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Finding(code, List.of()));
    }
  }

  @Test
  void codesStandInTheOrderOfStages() {
    assertThat(Arrays.stream(FindingCode.values()).map(FindingCode::stage).toList()).isSorted();
  }

  @Test
  void severitiesFollowTheStages() {
    for (FindingCode code : FindingCode.values()) {
      switch (code.stage()) {
        case FIT -> assertThat(code.severity()).isNotIn(Severity.NOT_AUTHENTIC, Severity.REFUSED);
        case EXTRACTION -> assertThat(code.severity()).isEqualTo(Severity.REFUSED);
        default -> assertThat(code.severity()).as(code.name()).isEqualTo(Severity.NOT_AUTHENTIC);
      }
    }
  }

  @Test
  void namesFromKitsNeverReachATerminalRaw() {
    String path = "a\n\u001b[31m\u202egpj.exe\u0000\u007f\u009b\u00e4\ud83d\ude00\r";
    Finding finding = Finding.of(FindingCode.PATH_NOT_ALLOWED, path);
    assertThat(finding.message())
        .isEqualTo(
            "the path a\\u000a\\u001b[31m\\u202egpj.exe\\u0000\\u007f\\u009b\\u00e4\\ud83d\\ude00\\u000d"
                + " is not allowed in a kit");
    assertThat(finding.values()).as("raw for machines").containsExactly(path);
  }

  @Test
  void everyCharacterIsShownAsPrintableAscii() {
    for (int c = 0; c <= 0xFFFF; c++) {
      String shown = Printable.of(String.valueOf((char) c));
      if (c >= 0x20 && c <= 0x7E) {
        assertThat(shown).isEqualTo(String.valueOf((char) c));
      } else {
        assertThat(shown).hasSize(6).startsWith("\\u");
        assertThat(Integer.parseInt(shown.substring(2), 16)).isEqualTo(c);
      }
    }
  }

  @Test
  void aValueThatLooksLikeAParameterIsNotReplaced() {
    assertThat(Finding.of(FindingCode.ID_MISMATCH, "{expected}", "{id}").message())
        .isEqualTo("the id is {expected}, by profile and time it must be {id}");
  }

  @Test
  void exceptionsCarryTheFinding() {
    KitFormatException e = new KitFormatException(FindingCode.MANIFEST_MALFORMED, 7);
    assertThat(e.finding()).isEqualTo(new Finding(FindingCode.MANIFEST_MALFORMED, List.of("7")));
    assertThat(e).hasMessage("MANIFEST_MALFORMED: the manifest breaks its grammar at byte 7");
  }
}
