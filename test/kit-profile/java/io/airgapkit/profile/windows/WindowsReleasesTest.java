package io.airgapkit.profile.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.airgapkit.profile.evidence.FactSource;
import io.airgapkit.profile.json.DocumentFault;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.DocumentFaults;
import io.airgapkit.profile.json.DocumentRefusedException;
import io.airgapkit.profile.json.SchemaTables;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small good history, single faults in it, and what the shipped one promises. */
class WindowsReleasesTest {
  private static final String GOOD =
      """
      {
        "format": "airgap-windows-releases/1",
        "revision": 2,
        "as_of": "2026-11-25",
        "sources": {
          "desk": {"title": "Service desk", "address": "", "as_of": "2026-11"}
        },
        "trains": [
          {
            "id": "srv", "builds": [20348], "os": "server",
            "releases": [
              {"kb": "KB5000001", "revision": 300, "released": "2022-01-11", "kind": "security",
                "certainty": "one-source", "sources": ["desk"]},
              {"kb": "KB5000002", "revision": "unknown", "released": "2022-02", "kind": "oob",
                "certainty": "unconfirmed", "sources": [], "note": "seen once"},
              {"kb": "unknown", "revision": 400, "released": "2022-03-08", "kind": "preview",
                "certainty": "one-source", "sources": ["desk"]}
            ]
          }
        ]
      }
      """;

  @Test
  void theGoodOneIsRead() throws DocumentRefusedException {
    WindowsReleases read = WindowsReleases.read("r.json", bytes(GOOD));

    assertThat(read.revision()).isEqualTo(2);
    assertThat(read.asOf()).isEqualTo(LocalDate.of(2026, 11, 25));
    assertThat(read.source("desk").orElseThrow().title()).isEqualTo("Service desk");
    assertThat(read.train("Srv")).isEmpty();
    ReleaseHistory train = read.train("srv").orElseThrow();
    assertThat(train.releases()).hasSize(3);
    assertThat(train.fromRevision(301)).containsExactly(train.releases().get(2));
    assertThat(train.fromRevision(300)).hasSize(2);
    assertThat(train.fromRevision(0)).as("of an unknown revision nobody knows").hasSize(2);
    assertThat(train.fromKb("KB5000002").orElseThrow()).isEqualTo(train.releases().subList(1, 3));
    assertThat(train.fromKb("KB5000003")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          airgap-windows-releases/1 | airgap-windows-releases/2 | BAD_VALUE | 2 | format
          airgap-windows-releases/1 | airgap-profile/1  | BAD_VALUE         | 2  | format
          "revision": 2,        | "revision": 0,        | BAD_VALUE         | 3  | revision
          "as_of": "2026-11-25" | "as_of": "2026-11"    | BAD_VALUE         | 4  | as_of
          "as_of": "2026-11-25" | "facts_as_of": "2026-11-25" | UNKNOWN_KEY | 4  | facts_as_of
          "as_of": "2026-11-25", | ''                   | MISSING_KEY       | 1  | as_of
          "sources": {          | "source": {           | MISSING_KEY       | 1  | sources
          "desk": {             | "Desk": {             | BAD_VALUE         | 6  | sources.Desk
          "address": ""         | "address": "x"        | BAD_VALUE         | 6  | sources.desk.address
          "trains": [           | "train": [            | UNKNOWN_KEY       | 8  | train
          "id": "srv"           | "id": "Srv"           | BAD_VALUE         | 10 | trains[0].id
          "builds": [20348]     | "builds": []          | MISSING_KEY       | 10 | trains[0].builds
          "builds": [20348]     | "builds": ["20348"]   | WRONG_TYPE        | 10 | trains[0].builds[0]
          "server"              | "workstation"         | BAD_VALUE         | 10 | trains[0].os
          "os": "server"        | "os": "server", "row": 1 | UNKNOWN_KEY    | 10 | trains[0].row
          KB5000001             | kb5000001             | BAD_VALUE         | 12 | trains[0].releases[0].kb
          "revision": 300       | "revision": 1000001   | BAD_VALUE         | 12 | trains[0].releases[0].revision
          2022-01-11            | 2022-01-32            | BAD_VALUE         | 12 | trains[0].releases[0].released
          2022-01-11            | 2022-03-11            | BAD_ORDER         | 14 | trains[0].releases[1]
          2022-03-08            | 2022-02-28            | BAD_ORDER         | 16 | trains[0].releases[2]
          "kind": "oob"         | "kind": "sometimes"   | BAD_VALUE         | 14 | trains[0].releases[1].kind
          KB5000002             | KB5000001             | DUPLICATE_VALUE   | 14 | trains[0].releases[1]
          KB5000002             | unknown               | BAD_VALUE         | 14 | trains[0].releases[1].kb
          "unconfirmed"         | "confirmed"           | BAD_VALUE         | 15 | trains[0].releases[1].sources
          ["desk"]              | ["chair"]             | UNKNOWN_REFERENCE | 13 | trains[0].releases[0].sources[0]
          ["desk"]              | ["desk", "desk"]      | DUPLICATE_VALUE   | 13 | trains[0].releases[0].sources[1]
          "seen once"           | ""                    | BAD_VALUE         | 15 | trains[0].releases[1].note
          "kb": "unknown"       | "kb": "unknown", "kb": "unknown" | DUPLICATE_KEY | 16 | trains[0].releases[2].kb
          """)
  void oneChangeIsAFaultAtItsPlace(String from, String to, Kind kind, int line, String key) {
    assertThat(GOOD).contains(from);
    String text = GOOD.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));

    assertThat(faults(bytes(text)))
        .extracting(DocumentFault::kind, DocumentFault::line, DocumentFault::key)
        .contains(tuple(kind, line, key));
  }

  @Test
  void noTwoTrainsMeanOneHost() {
    int start = GOOD.indexOf("    {\n      \"id\"");
    int end = GOOD.indexOf("    }\n  ]") + 5;
    String train = GOOD.substring(start, end);
    String other = train.replace("\"srv\"", "\"two\"");

    assertThat(keysOf(GOOD.substring(0, end) + ",\n" + train + GOOD.substring(end)))
        .containsExactly(
            tuple(Kind.DUPLICATE_VALUE, "trains[1]"), tuple(Kind.DUPLICATE_VALUE, "trains[1]"));
    assertThat(
            keysOf(
                GOOD.substring(0, end)
                    + ",\n"
                    + other.replace("server", "any")
                    + GOOD.substring(end)))
        .containsExactly(tuple(Kind.DUPLICATE_VALUE, "trains[1]"));
  }

  @Test
  void hostileFilesAreRefusedWithoutHarm() {
    byte[] huge = new byte[WindowsReleases.MAX_BYTES + 1];
    Arrays.fill(huge, (byte) ' ');
    assertThat(kinds(huge)).containsExactly(Kind.LIMIT_EXCEEDED);
    assertThat(kinds(bytes("{\"trains\":" + "[".repeat(1_000_000))))
        .containsExactly(Kind.LIMIT_EXCEEDED);
    assertThat(kinds(bytes("\uFEFF" + GOOD))).containsExactly(Kind.ENCODING);
    assertThat(kinds(new byte[] {'{', (byte) 0xFF, '}'})).containsExactly(Kind.ENCODING);
    assertThat(kinds(new byte[0])).containsExactly(Kind.SYNTAX);
    assertThat(kinds(bytes("[]"))).containsExactly(Kind.WRONG_TYPE);
    assertThat(kinds(bytes(GOOD.replaceFirst("\\{\"kb\"", "7, {\"kb\""))))
        .containsExactly(Kind.WRONG_TYPE);
    String release = "{\"kb\":\"unknown\"},";
    String many = release.repeat(5000) + "{\"kb\"";
    assertThat(kinds(bytes(GOOD.replaceFirst("\\{\"kb\"", many))))
        .containsExactly(Kind.LIMIT_EXCEEDED);
    List<Kind> most =
        kinds(bytes(GOOD.replaceFirst("\\{\"kb\"", release.repeat(4000) + "{\"kb\"")));
    assertThat(most).hasSize(1001).endsWith(Kind.AND_MORE);
  }

  @Test
  void everySourceOfTheShippedHistoryIsNamedByARelease() {
    WindowsReleases shipped = WindowsReleases.shipped();

    assertThat(
            shipped.trains().stream()
                .flatMap(t -> t.releases().stream())
                .flatMap(r -> r.evidence().sources().stream())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            shipped.sources().stream().map(FactSource::key).toList());
    assertThat(shipped.trains()).allSatisfy(t -> assertThat(t.releases()).isNotEmpty());
  }

  @Test
  void theTablesHoldWhatTheReaderAsksFor() throws Exception {
    Map<String, Set<String>> asked = new TreeMap<>();
    ReleasesReader.read(
        new DocumentFaults("r", SchemaTables.listener("releases", asked)), bytes(GOOD));

    assertThat(asked).isEqualTo(SchemaTables.written("releases"));
  }

  private static List<Tuple> keysOf(String json) {
    return faults(bytes(json)).stream().map(f -> tuple(f.kind(), f.key())).toList();
  }

  private static List<Kind> kinds(byte[] json) {
    return faults(json).stream().map(DocumentFault::kind).toList();
  }

  private static List<DocumentFault> faults(byte[] json) {
    return catchThrowableOfType(
            DocumentRefusedException.class, () -> WindowsReleases.read("r.json", json))
        .faults();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
