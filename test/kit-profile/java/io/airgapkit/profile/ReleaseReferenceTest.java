package io.airgapkit.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.airgapkit.profile.catalogue.CertificateCatalogue;
import io.airgapkit.profile.evidence.FactSource;
import io.airgapkit.profile.json.DocumentFault;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.DocumentFaults;
import io.airgapkit.profile.json.DocumentRefusedException;
import io.airgapkit.profile.windows.Release;
import io.airgapkit.profile.windows.WindowsReleases;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody's own profile that has its updates from Windows' releases. */
class ReleaseReferenceTest {
  private static final WindowsReleases RELEASES = releases();
  private static final String PROFILE =
      """
      {
        "format": "airgap-profile/1", "id": "mine", "revision": 1, "title": "Ours",
        "summary": "What our hosts need.", "facts_as_of": "2026-11-25",
        "sources": {"desk": {"title": "Service desk", "address": "", "as_of": "2026-11"}},
        "trains": [
          {"id": "line4", "row": 0, "products": ["Ours"], %s,
           "certainty": "one-source", "sources": ["desk"]}
        ]
      }
      """;
  private static final String EVIDENCE = "\"certainty\": \"unconfirmed\", \"sources\": []";
  private static final String UBR =
      """
      "builds": [20348], "os": "server", "architectures": ["x64"], "verdict": "ubr",
      "floor": {"ubr": 300, "kb": "unknown", "released": "unknown", %s}, "releases": "srv\""""
          .formatted(EVIDENCE);
  private static final String PACKAGE =
      """
      "builds": [9600], "os": "client", "architectures": ["x64"], "verdict": "package",
      "floor": {"kb": "KB4000002", "released": "unknown", %1$s},
      "package_floor": {"revision": "unknown", %1$s}, "releases": "old\""""
          .formatted(EVIDENCE);

  private static WindowsReleases releases() {
    String list =
        """
        {"format": "airgap-windows-releases/1", "revision": 1, "as_of": "2026-11-25",
         "sources": {
           "history": {"title": "History", "address": "", "as_of": "2026"},
           "idle": {"title": "Idle", "address": "", "as_of": "2026"},
           "list": {"title": "List", "address": "", "as_of": "2026"}},
         "trains": [
          {"id": "srv", "builds": [20348], "os": "server", "releases": [
            {"kb": "KB5000001", "revision": 299, "released": "2022-01-11", "kind": "security",
             "certainty": "one-source", "sources": ["list"]},
            {"kb": "KB5000002", "revision": 300, "released": "2022-02-08", "kind": "security",
             "certainty": "one-source", "sources": ["history"]},
            {"kb": "KB5000003", "revision": "unknown", "released": "2022-03-08", "kind": "oob",
             "certainty": "one-source", "sources": ["history"]},
            {"kb": "unknown", "revision": 298, "released": "2022-04-12", "kind": "hotpatch",
             "certainty": "one-source", "sources": ["list"]},
            {"kb": "KB5000005", "revision": 400, "released": "2022-05-10", "kind": "security",
             "certainty": "one-source", "sources": ["history"]}]},
          {"id": "old", "builds": [9600, 9601], "os": "any", "releases": [
            {"kb": "KB4000001", "revision": 9, "released": "2021-01-12", "kind": "security",
             "certainty": "unconfirmed", "sources": []},
            {"kb": "KB4000002", "revision": "unknown", "released": "2021-02-09", "kind": "security",
             "certainty": "unconfirmed", "sources": []},
            {"kb": "KB4000003", "revision": 7, "released": "2021-03-09", "kind": "security",
             "certainty": "unconfirmed", "sources": []}]}
         ]}
        """;
    try {
      return WindowsReleases.read("releases.json", list.getBytes(StandardCharsets.UTF_8));
    } catch (DocumentRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void ofAUbrTrainWhatHasTheRevisionContainsTheFloor() throws Exception {
    assertThat(accepted(UBR)).containsExactly("KB5000002", "KB5000005");
    assertThat(accepted(UBR.replace("300", "301"))).containsExactly("KB5000005");
    assertThat(accepted(UBR.replace("300", "401"))).isEmpty();
    assertThat(accepted(UBR.replace("300", "0")))
        .containsExactly("KB5000001", "KB5000002", "298", "KB5000005");
  }

  @Test
  void ofAPackageTrainWhatCameSinceTheFloorContainsIt() throws Exception {
    assertThat(accepted(PACKAGE)).containsExactly("KB4000002", "KB4000003");
    assertThat(accepted(PACKAGE.replace("KB4000002", "KB4000003"))).containsExactly("KB4000003");
  }

  @Test
  void aNativeTrainHasTheWholeHistory() throws Exception {
    String train =
        "\"builds\": [9601], \"os\": \"any\", \"architectures\": [], \"verdict\": \"native\","
            + " \"releases\": \"old\"";

    assertThat(accepted(train)).containsExactly("KB4000001", "KB4000002", "KB4000003");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "srv"              | "none"               | UNKNOWN_REFERENCE | trains[0].releases
          "srv"              | "Srv"                | BAD_VALUE         | trains[0].releases
          "srv"              | ["srv"]              | WRONG_TYPE        | trains[0].releases
          "srv"              | "old"                | BAD_VALUE         | trains[0].releases
          [20348]            | [20348, 20349]       | BAD_VALUE         | trains[0].releases
          "os": "server"     | "os": "any"          | BAD_VALUE         | trains[0].releases
          "verdict": "ubr"   | "verdict": "none"    | BAD_VALUE         | trains[0].releases
          "releases": "srv"  | "releases": "srv", "accepted": [{"kb": "KB1"}] | BAD_VALUE | trains[0].releases
          "releases": "srv"  | "releases": "srv", "releases": "srv" | DUPLICATE_KEY | trains[0].releases
          """)
  void aWrongReferenceIsAFaultAtItsPlace(String from, String to, Kind kind, String key) {
    assertThat(UBR).contains(from);
    assertThat(faults(UBR.replace(from, to))).contains(tuple(kind, key));
  }

  @Test
  void aFloorThatTheHistoryDoesNotHaveIsNoBeginning() {
    assertThat(faults(PACKAGE.replace("KB4000002", "KB4000004")))
        .containsExactly(tuple(Kind.BAD_VALUE, "trains[0].releases"));
    assertThat(faults(PACKAGE.replace("KB4000002", "unknown")))
        .containsExactly(tuple(Kind.BAD_VALUE, "trains[0].releases"));
  }

  /** One fault is reported as one: where the verdict or the floor is missing, nothing follows. */
  @Test
  void nothingFollowsFromAnotherFault() {
    assertThat(faults(UBR.replace("\"ubr\",", "\"perhaps\",")))
        .containsExactly(tuple(Kind.BAD_VALUE, "trains[0].verdict"));
    assertThat(faults(PACKAGE.replaceFirst("\"floor\": \\{[^}]*},", "")))
        .containsExactly(tuple(Kind.MISSING_KEY, "trains[0].floor"));
  }

  @Test
  void theSourcesOfWhatIsTakenAreTheProfilesToo() throws Exception {
    assertThat(read(UBR).sources()).extracting(FactSource::key).containsExactly("desk", "history");
    assertThat(read(UBR.replace("300", "0")).sources())
        .extracting(FactSource::key)
        .containsExactly("desk", "history", "list");
  }

  @Test
  void aProfileMayNameASourceOfTheReleases() throws Exception {
    String cited = UBR.replace(EVIDENCE, "\"certainty\": \"one-source\", \"sources\": [\"idle\"]");

    assertThat(read(cited).sources())
        .extracting(FactSource::key)
        .containsExactly("desk", "history", "idle");
  }

  @Test
  void oneKeyIsOneSource() throws Exception {
    String same = "\"history\": {\"title\": \"History\", \"address\": \"\", \"as_of\": \"2026\"}";
    String other = same.replace("2026", "2025");

    assertThat(read(withSource(same), UBR).sources()).hasSize(2);
    assertThat(refused(withSource(other), UBR))
        .containsExactly(tuple(Kind.DUPLICATE_VALUE, "sources.history"));
    String unused = other.replace("\"history\"", "\"idle\"");
    assertThat(read(withSource(unused), UBR).sources())
        .extracting(FactSource::key, FactSource::asOf)
        .contains(tuple("idle", "2025"));
  }

  /** A kit's profile is complete by itself: a host has no history beside it. */
  @Test
  void whatIsRenderedNeedsNoReleases() throws Exception {
    WindowsReleases none = new WindowsReleases(1, RELEASES.asOf(), List.of(), List.of());
    for (String train : List.of(UBR, PACKAGE)) {
      KitProfile profile = read(train);
      byte[] rendered = profile.render();

      assertThat(new String(rendered, StandardCharsets.US_ASCII)).doesNotContain("\"releases\"");
      assertThat(read(rendered, none)).isEqualTo(profile);
      assertThat(read(rendered, RELEASES)).isEqualTo(profile);
    }
  }

  private static List<String> accepted(String train) throws DocumentRefusedException {
    return read(train).trains().get(0).accepted().stream().map(ReleaseReferenceTest::name).toList();
  }

  private static String name(Release release) {
    return release.kb().orElseGet(() -> "" + release.revision().orElseThrow());
  }

  private static String withSource(String source) {
    return PROFILE.replace("\"sources\": {\"desk\"", "\"sources\": {" + source + ", \"desk\"");
  }

  private static KitProfile read(String train) throws DocumentRefusedException {
    return read(PROFILE, train);
  }

  private static KitProfile read(String profile, String train) throws DocumentRefusedException {
    return read(profile.formatted(train).getBytes(StandardCharsets.UTF_8), RELEASES);
  }

  private static KitProfile read(byte[] json, WindowsReleases releases)
      throws DocumentRefusedException {
    return ProfileReader.read(
        new DocumentFaults("mine.json"), json, CertificateCatalogue.shipped(), releases);
  }

  private static List<Tuple> faults(String train) {
    return refused(PROFILE, train);
  }

  private static List<Tuple> refused(String profile, String train) {
    DocumentRefusedException e =
        catchThrowableOfType(DocumentRefusedException.class, () -> read(profile, train));
    Stream<DocumentFault> faults = e.faults().stream();
    return faults.map(f -> tuple(f.kind(), f.key())).toList();
  }
}
