package io.airgapkit.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.airgapkit.profile.json.DocumentFault;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.DocumentRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a profile may make policy write, and what it may not. */
class PolicyValueReaderTest {
  private static final String DWORD =
      """
      {"id": "off", "key": "Software\\\\Policies\\\\Plant", "name": "Off", "type": "dword",
       "number": 1, "include": "default", "what": "Turn it off", "why": "Because.",
       "certainty": "unconfirmed", "sources": []}""";
  private static final String TEXT =
      """
      {"id": "where", "key": "Software\\\\Policies\\\\Plant", "name": "Where", "type": "string",
       "include": "on-demand", "what": "Look there", "why": "Because.",
       "certainty": "unconfirmed", "sources": []}""";

  private static KitProfile read(String... values) throws DocumentRefusedException {
    String profile =
        ProfileReaderTest.GOOD.replace(
            "\"trains\": [", "\"policies\": [" + String.join(",", values) + "], \"trains\": [");
    return ProfileReader.read("mine.json", profile.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(Kind kind, String key, String... values) {
    DocumentRefusedException e =
        catchThrowableOfType(DocumentRefusedException.class, () -> read(values));
    assertThat(e).as(String.join(",", values)).isNotNull();
    assertThat(e.faults())
        .extracting(DocumentFault::kind, DocumentFault::key)
        .contains(tuple(kind, key));
  }

  @Test
  void goodOnesAreReadAndRenderedAgain() throws Exception {
    KitProfile profile = read(DWORD, TEXT);
    List<PolicyValue> values = profile.policies();
    assertThat(values).extracting(PolicyValue::id).containsExactly("off", "where");
    assertThat(values.get(0).number()).hasValue(1);
    assertThat(values.get(1).isAsked()).isTrue();
    assertThat(values.get(0).vanishesByItself()).isTrue();
    assertThat(ProfileReader.read("again.json", profile.render())).isEqualTo(profile);
  }

  @ParameterizedTest
  @CsvSource({
    "Software\\\\Microsoft\\\\Windows\\\\CurrentVersion\\\\Run",
    "Software\\\\Policies",
    "Software\\\\Policies\\\\",
    "Software\\\\Policies\\\\a\\\\\\\\b",
    "\\\\Software\\\\Policies\\\\a",
    "Software\\\\Policies\\\\a\\\\",
    "HKLM\\\\Software\\\\Policies\\\\a",
    "Software\\\\Policies\\\\a\\u0000b",
    "Software\\\\Policies\\\\\\u00e9",
    "Software\\\\Microsoft\\\\SystemCertificates\\\\AuthRoot\\\\AutoUpdate\\\\x",
    "Software\\\\Policies\\\\Microsoft\\\\SystemCertificates\\\\Root\\\\Certificates",
    "Software\\\\Policies\\\\Microsoft\\\\SystemCertificates\\\\Root\\\\CERTIFICATES\\\\AB"
  })
  void keysElsewhereAreRefused(String key) {
    refused(Kind.BAD_VALUE, "policies[0].key", DWORD.replace("Software\\\\Policies\\\\Plant", key));
  }

  @Test
  void namesThatAreCommandsAreRefused() {
    for (String name :
        List.of(
            "**DelVals.",
            "**Del.x",
            "**DeleteKeys",
            ";x",
            "(Default)",
            "(DEFAULT)",
            "",
            "a\\nb",
            "\\u2019")) {
      refused(Kind.BAD_VALUE, "policies[0].name", DWORD.replace("\"Off\"", "\"" + name + "\""));
    }
  }

  @Test
  void typeAndDataBelongTogether() {
    refused(
        Kind.UNKNOWN_KEY,
        "policies[0].number",
        TEXT.replace("\"include\"", "\"number\": 1, \"include\""));
    refused(
        Kind.UNKNOWN_KEY,
        "policies[0].text",
        DWORD.replace("\"include\"", "\"text\": \"a\", \"include\""));
    refused(Kind.MISSING_KEY, "policies[0].number", DWORD.replace("\"number\": 1, ", ""));
    refused(
        Kind.BAD_VALUE, "policies[0].number", DWORD.replace("1, \"include\"", "-1, \"include\""));
    refused(Kind.BAD_VALUE, "policies[0].include", TEXT.replace("on-demand", "default"));
    refused(Kind.BAD_VALUE, "policies[0].include", DWORD.replace("default", "report-only"));
  }

  @Test
  void oneValueTwiceIsRefused() {
    refused(Kind.DUPLICATE_VALUE, "policies[1]", DWORD, DWORD);
    String shouting = DWORD.replace("\"off\"", "\"off2\"").replace("\"Off\"", "\"OFF\"");
    refused(Kind.DUPLICATE_VALUE, "policies[1]", DWORD, shouting);
  }
}
