package io.airgapkit.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.airgapkit.profile.json.DocumentFault;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.DocumentRefusedException;
import io.airgapkit.profile.windows.ProductKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small good profile, and what happens when single things in it are wrong. */
class ProfileReaderTest {
  static final String GOOD =
      """
      {
        "format": "airgap-profile/1",
        "id": "mine",
        "revision": 3,
        "title": "Our root",
        "summary": "What our hosts need.",
        "facts_as_of": "2026-11-25",
        "sources": {
          "desk": {"title": "Service desk", "address": "", "as_of": "2026-11"}
        },
        "certificates": [
          {"id": "globalsign-root-ca-r6", "store": "Root", "include": "default", "why": "Ours."}
        ],
        "trains": [
          {
            "id": "srv", "row": 0, "products": ["Server 2022"], "builds": [20348],
            "os": "server", "architectures": ["x64"], "verdict": "ubr",
            "floor": {"ubr": 300, "kb": "KB5000001", "released": "2022-01-11",
              "certainty": "one-source", "sources": ["desk"]},
            "prerequisites": [
              {"kb": "KB5000000", "what": "ssu", "when": "floor", "order": 1,
                "certainty": "unconfirmed", "sources": []}
            ],
            "accepted": [
              {"kb": "KB5000001", "revision": 300, "released": "2022-01-11", "kind": "security",
                "certainty": "one-source", "sources": ["desk"]},
              {"kb": "unknown", "revision": 400, "released": "2022-02-08", "kind": "security",
                "certainty": "one-source", "sources": ["desk"]}
            ],
            "install": [],
            "certainty": "one-source", "sources": ["desk"]
          }
        ],
        "detection": [],
        "installation": [],
        "codes": []
      }
      """;

  @Test
  void aUsersOwnFileIsReadLikeTheBuiltInOne() throws DocumentRefusedException {
    KitProfile profile = read(GOOD);

    assertThat(profile.id()).isEqualTo("mine");
    assertThat(profile.revision()).isEqualTo(3);
    Train train = profile.trainOf(20348, ProductKind.SERVER).orElseThrow();
    assertThat(train.acceptedKbs()).containsExactly("KB5000001");
    assertThat(profile.trainOf(20348, ProductKind.CLIENT)).isEmpty();
    assertThat(profile.trainOf(1, ProductKind.SERVER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          airgap-profile/1"     | airgap-profile/2"   | BAD_VALUE         | 2  | format
          "mine"                | "Mine"              | BAD_VALUE         | 3  | id
          "revision": 3         | "revision": 0       | BAD_VALUE         | 4  | revision
          "revision": 3         | "revision": "3"     | WRONG_TYPE        | 4  | revision
          "Our root"            | "Unser Schl\u00fcssel" | BAD_VALUE      | 5  | title
          "summary"             | "sumary"            | UNKNOWN_KEY       | 6  | sumary
          "2026-11-25"          | "2026-11-31"        | BAD_VALUE         | 7  | facts_as_of
          "desk": {             | "Desk": {           | BAD_VALUE         | 9  | sources.Desk
          "2026-11"}            | "2026-13"}          | BAD_VALUE         | 9  | sources.desk.as_of
          "address": ""         | "address": "ftp://x" | BAD_VALUE        | 9  | sources.desk.address
          globalsign-root-ca-r6 | globalsign-root-ca-r7 | UNKNOWN_REFERENCE | 12 | certificates[0].id
          "Root", "include"     | "CA", "include"     | BAD_VALUE         | 12 | certificates[0].store
          globalsign-root-ca-r6 | microsoft-root-authority | BAD_VALUE    | 12 | certificates[0].include
          "id": "srv"           | "id": "Srv"         | BAD_VALUE         | 16 | trains[0].id
          ["Server 2022"]       | []                  | MISSING_KEY       | 16 | trains[0].products
          [20348]               | []                  | MISSING_KEY       | 16 | trains[0].builds
          "verdict": "ubr"      | "verdict": "maybe"  | BAD_VALUE         | 17 | trains[0].verdict
          "verdict": "ubr"      | "verdict": "package" | MISSING_KEY      | 15 | trains[0].package_floor
          "verdict": "ubr"      | "verdict": "native" | BAD_VALUE         | 18 | trains[0].floor
          "verdict": "ubr"      | "verdict": "none"   | BAD_VALUE         | 24 | trains[0].accepted
          KB5000001", "released" | KB50001", "released" | BAD_VALUE       | 18 | trains[0].floor.kb
          KB5000001", "released" | kb5000001", "released" | BAD_VALUE     | 18 | trains[0].floor.kb
          "kb": "KB5000000",    | ''                  | MISSING_KEY       | 21 | trains[0].prerequisites[0].kb
          "ssu"                 | "esu-licence"       | BAD_VALUE         | 21 | trains[0].prerequisites[0].kb
          "order": 1            | "order": 65         | BAD_VALUE         | 21 | trains[0].prerequisites[0].order
          "unconfirmed"         | "confirmed"         | BAD_VALUE         | 22 | trains[0].prerequisites[0].sources
          2022-02-08            | 2021-02-08          | BAD_ORDER         | 27 | trains[0].accepted[1]
          "revision": 400       | "revision": 299     | BAD_VALUE         | 27 | trains[0].accepted[1]
          "revision": 400       | "revision": "unknown" | BAD_VALUE       | 27 | trains[0].accepted[1].kb
          "kb": "unknown"       | "kb": "KB5000001"   | DUPLICATE_VALUE   | 27 | trains[0].accepted[1]
          "codes": []           | "codes": {}         | WRONG_TYPE        | 36 | codes
          "codes": []           | "codes": [7]        | WRONG_TYPE        | 36 | codes[0]
          """)
  void oneChangeIsOneFaultAtItsPlace(String from, String to, Kind kind, int line, String key) {
    assertThat(GOOD).contains(from);
    List<DocumentFault> faults =
        faults(GOOD.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));

    assertThat(faults)
        .extracting(DocumentFault::kind, DocumentFault::line, DocumentFault::key)
        .contains(tuple(kind, line, key));
    assertThat(faults).allSatisfy(f -> assertThat(f.file()).isEqualTo("mine.json"));
  }

  @Test
  void allFaultsComeAtOnceInTheOrderOfTheFile() {
    String text =
        GOOD.replace("\"mine\"", "\"MINE\"")
            .replace("\"revision\": 3,", "\"revison\": 3,")
            .replace("2022-01-11\", \"kind\"", "2022-01-32\", \"kind\"")
            .replace("\"sources\": [\"desk\"]\n    }", "\"sources\": [\"chair\"]\n    }")
            .replace("\"codes\": []", "\"codes\": [], \"codes\": []");

    assertThat(faults(text))
        .extracting(DocumentFault::kind, DocumentFault::line, DocumentFault::key)
        .containsExactly(
            tuple(Kind.MISSING_KEY, 1, "revision"),
            tuple(Kind.BAD_VALUE, 3, "id"),
            tuple(Kind.UNKNOWN_KEY, 4, "revison"),
            tuple(Kind.BAD_VALUE, 25, "trains[0].accepted[0].released"),
            tuple(Kind.UNKNOWN_REFERENCE, 31, "trains[0].sources[0]"),
            tuple(Kind.DUPLICATE_KEY, 36, "codes"));
  }

  @Test
  void aTrainThatMeansTheSameHostsIsRefused() {
    int start = GOOD.indexOf("    {\n      \"id\": \"srv\"");
    int end = GOOD.indexOf("    }\n  ],\n  \"detection\"") + 5;
    String train = GOOD.substring(start, end);
    String twice = GOOD.substring(0, end) + ",\n" + train + GOOD.substring(end);
    String any = twice.substring(0, end) + twice.substring(end).replace("server\"", "any\"");
    String client = twice.substring(0, end) + twice.substring(end).replace("server\"", "client\"");

    assertThat(faults(twice))
        .extracting(DocumentFault::kind, DocumentFault::key)
        .containsExactly(
            tuple(Kind.DUPLICATE_VALUE, "trains[1]"), tuple(Kind.DUPLICATE_VALUE, "trains[1]"));
    assertThat(faults(any.replaceFirst("\"srv\"", "\"other\"")))
        .extracting(DocumentFault::kind, DocumentFault::key)
        .containsExactly(tuple(Kind.DUPLICATE_VALUE, "trains[1]"));
    assertThat(faults(client))
        .extracting(DocumentFault::kind, DocumentFault::key)
        .containsExactly(tuple(Kind.DUPLICATE_VALUE, "trains[1]"));
  }

  @Test
  void hostileFilesAreRefusedWithoutHarm() {
    byte[] huge = new byte[ProfileReader.MAX_BYTES + 1];
    Arrays.fill(huge, (byte) ' ');
    assertThat(kinds(huge)).containsExactly(Kind.LIMIT_EXCEEDED);
    assertThat(kinds(bytes("[".repeat(1_000_000)))).containsExactly(Kind.LIMIT_EXCEEDED);
    assertThat(kinds(bytes("\uFEFF" + GOOD))).containsExactly(Kind.ENCODING);
    assertThat(kinds(GOOD.getBytes(StandardCharsets.UTF_16))).containsExactly(Kind.ENCODING);
    assertThat(kinds(new byte[0])).containsExactly(Kind.SYNTAX);
    assertThat(kinds(bytes("[]"))).containsExactly(Kind.WRONG_TYPE);
    assertThat(kinds(bytes("{\"id\":\"" + "\\u0000".repeat(9) + "\"}"))).contains(Kind.BAD_VALUE);
  }

  @Test
  void equalProfilesGiveEqualBytesHoweverTheyWereLaidOut() throws DocumentRefusedException {
    String dense = GOOD.replaceAll("\n *", " ");
    String swapped =
        dense.replace("\"id\": \"mine\", \"revision\": 3,", "\"revision\":3,\"id\":\"mine\",");
    assertThat(swapped).isNotEqualTo(dense);

    byte[] rendered = read(GOOD).render();
    assertThat(read(swapped).render()).isEqualTo(rendered);
    assertThat(read(new String(rendered, StandardCharsets.US_ASCII))).isEqualTo(read(GOOD));
    assertThat(read(GOOD.replace("Ours.", "Theirs.")).render()).isNotEqualTo(rendered);
  }

  @Test
  void textBeyondAsciiSurvivesAsEscapes() throws DocumentRefusedException {
    KitProfile profile = read(GOOD.replace("Ours.", "F\u00fcr \ud83d\ude00."));
    byte[] rendered = profile.render();

    assertThat(new String(rendered, StandardCharsets.ISO_8859_1))
        .contains("F\\u00fcr \\ud83d\\ude00.");
    assertThat(ProfileReader.read("again.json", rendered)).isEqualTo(profile);
  }

  @Test
  void builtInProfilesAreListed() {
    assertThat(ProfileReader.builtInIds()).containsExactly("acs");
    assertThat(ProfileReader.builtIn("acs").orElseThrow().id()).isEqualTo("acs");
    assertThat(ProfileReader.builtIn("../acs")).isEmpty();
  }

  private static KitProfile read(String json) throws DocumentRefusedException {
    return ProfileReader.read("mine.json", bytes(json));
  }

  private static List<DocumentFault> faults(String json) {
    return catchThrowableOfType(DocumentRefusedException.class, () -> read(json)).faults();
  }

  private static List<Kind> kinds(byte[] json) {
    return catchThrowableOfType(
            DocumentRefusedException.class, () -> ProfileReader.read("mine.json", json))
        .faults()
        .stream()
        .map(DocumentFault::kind)
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
