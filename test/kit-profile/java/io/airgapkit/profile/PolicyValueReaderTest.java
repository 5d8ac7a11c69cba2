package io.airgapkit.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.airgapkit.profile.catalogue.Inclusion;
import io.airgapkit.profile.json.DocumentFault;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.DocumentRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a profile may make policy write, and what it may not. */
class PolicyValueReaderTest {
  private static final String DWORD =
      """
      {"id": "off", "key": "Software\\\\Policies\\\\Plant", "name": "Off", "type": "dword",
       "number": 1, "include": "on-demand", "what": "Turn it off", "why": "Because.",
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
    refused(Kind.BAD_VALUE, "policies[0].include", DWORD.replace("on-demand", "report-only"));
  }

  /** A foreign profile turned Windows Installer's elevation on without a word. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Software\\Policies\\Microsoft\\Windows\\Installer",
        "Software\\Policies\\Microsoft",
        "Software\\Policies\\Microsoft\\SystemCertificates",
        "Software\\Policies\\Microsoft\\SystemCertificatesX\\AuthRoot",
        "Software\\Policies\\Microsoft\\XSystemCertificates\\AuthRoot",
        "Software\\Policies\\Microsoft\\SystemCertificates \\AuthRoot",
        "Software\\Policies\\Microsoft\\ SystemCertificates\\AuthRoot",
        "Software\\Policies\\Microsoft \\SystemCertificates\\AuthRoot",
        "Software\\Policies\\Microsoft\\SystemCertificates.\\AuthRoot",
        "Software\\Policies\\Microsoft\\SystemCertificates\\AuthRoot ",
        "Software\\Policies\\Microsoft\\SystemCertificates\\ AuthRoot",
        "Software\\Policies\\Microsoft\\SystemCertificates\\..\\Windows\\Installer",
        "Software\\Policies\\Microsoft\\SystemCertificates\\.\\AuthRoot",
        "Software\\Policies\\Microsoft\\SystemCertificates\\.. \\Windows",
        "Software\\Policies\\Microsoft\\SystemCertificates\\AuthRoot.",
        "Software\\Policies\\Microsoft/SystemCertificates/AuthRoot",
        "Software\\Policies\\Microsoft\\SystemCertificates/AuthRoot",
        "Software\\Policies\\Microsoft\\SystemCertificates\\a/../../Windows",
        "Software\\Policies\\Plant\\Microsoft\\SystemCertificates\\AuthRoot",
        "Software\\Policies\\SystemCertificates\\AuthRoot",
        "Software\\Policies\\Software\\Microsoft\\SystemCertificates\\AuthRoot",
        "Software\\Policies\\Microsoft\\EnterpriseSystemCertificates\\AuthRoot"
      })
  void outsideTheCertificatesNothingIsDefault(String key) throws Exception {
    String asked = DWORD.replace("Software\\\\Policies\\\\Plant", key.replace("\\", "\\\\"));
    assertThat(read(asked).policies()).extracting(PolicyValue::key).containsExactly(key);
    refused(Kind.BAD_VALUE, "policies[0].include", asked.replace("on-demand", "default"));
    PolicyValue good = read(asked).policies().get(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(good, key, Inclusion.DEFAULT, good.name()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Software\\Policies\\Microsoft\\SystemCertificates\\AuthRoot",
        "SOFTWARE\\policies\\MICROSOFT\\systemcertificates\\Root\\ProtectedRoots",
        "Software\\Microsoft\\SystemCertificates\\AuthRoot\\AutoUpdate"
      })
  void whatConcernsCertificatesMayBeDefault(String key) throws Exception {
    String value =
        DWORD
            .replace("Software\\\\Policies\\\\Plant", key.replace("\\", "\\\\"))
            .replace("on-demand", "default");
    assertThat(read(value).policies())
        .extracting(PolicyValue::include)
        .containsExactly(Inclusion.DEFAULT);
  }

  @Test
  void nobodyMakesAValueThatSteersATerminal() throws Exception {
    PolicyValue good = read(DWORD).policies().get(0);
    for (String bad : List.of("a\u001b[2J", "a\r", "a\n", "\u0007", "\u202e", "\u00e9")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with(good, good.key() + bad, Inclusion.ON_DEMAND, "Off"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with(good, good.key(), Inclusion.ON_DEMAND, bad));
    }
  }

  private static PolicyValue with(PolicyValue v, String key, Inclusion include, String name) {
    return new PolicyValue(
        v.id(),
        key,
        name,
        v.type(),
        v.number(),
        v.text(),
        include,
        v.what(),
        v.why(),
        v.evidence());
  }

  @Test
  void oneValueTwiceIsRefused() {
    refused(Kind.DUPLICATE_VALUE, "policies[1]", DWORD, DWORD);
    String shouting = DWORD.replace("\"off\"", "\"off2\"").replace("\"Off\"", "\"OFF\"");
    refused(Kind.DUPLICATE_VALUE, "policies[1]", DWORD, shouting);
  }
}
