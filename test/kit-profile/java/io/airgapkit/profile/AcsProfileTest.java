package io.airgapkit.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.profile.catalogue.CertificateCatalogue;
import io.airgapkit.profile.catalogue.Inclusion;
import io.airgapkit.profile.evidence.Certainty;
import io.airgapkit.profile.evidence.Evidence;
import io.airgapkit.profile.evidence.FactSource;
import io.airgapkit.profile.json.JsonWriter;
import io.airgapkit.profile.json.PlainJson;
import io.airgapkit.profile.windows.ProductKind;
import io.airgapkit.profile.windows.Release;
import io.airgapkit.profile.windows.ReleaseKind;
import io.airgapkit.profile.windows.WindowsReleases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data of the built-in profile: complete, sourced, and equal to the published values. */
class AcsProfileTest {
  private static final KitProfile ACS = ProfileReader.builtIn("acs").orElseThrow();
  private static final Path DATA =
      Path.of(System.getProperty("root.dir"), "src/kit-profile/resources/io/airgapkit/profile");
  private static final Path FILE = DATA.resolve("acs.json");
  private static final Path RELEASES = DATA.resolve("windows/releases.json");

  @Test
  void allThirteenRowsAreThere() {
    Set<Integer> rows = ACS.trains().stream().map(Train::row).collect(Collectors.toSet());

    assertThat(rows).isEqualTo(IntStream.rangeClosed(1, 13).boxed().collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @CsvSource({
    "20348, SERVER, 261, KB5005619",
    "19041, CLIENT, 1266, KB5005611",
    "19042, SERVER, 1266, KB5005611",
    "19043, CLIENT, 1266, KB5005611",
    "19044, CLIENT, 1288, ",
    "18363, CLIENT, 1830, KB5005624",
    "17763, SERVER, 2210, KB5005625",
    "14393, SERVER, 4704, KB5006669",
    "10240, CLIENT, 19086, KB5006675"
  })
  void floorsOfTheTrainsWithARevision(int build, ProductKind host, int ubr, String kb) {
    Train train = ACS.trainOf(build, host).orElseThrow();

    assertThat(train.verdict()).isEqualTo(TrainVerdict.UBR);
    assertThat(train.floor().orElseThrow().ubr()).hasValue(ubr);
    assertThat(train.floor().orElseThrow().kb().orElse(null)).isEqualTo(kb);
  }

  @ParameterizedTest
  @CsvSource({
    "9600, ANY, KB5006714, KB5006729, 20144",
    "9200, SERVER, KB5006739, KB5006732, -1",
    "7601, CLIENT, KB5006743, KB5006728, 25740",
    "6003, SERVER, KB5006736, KB5006715, -1"
  })
  void floorsOfTheTrainsWithout(
      int build, ProductKind host, String rollup, String securityOnly, int revision) {
    Train train = ACS.trainOf(build, host).orElseThrow();

    assertThat(train.verdict()).isEqualTo(TrainVerdict.PACKAGE);
    assertThat(train.floor().orElseThrow().kb()).contains(rollup);
    assertThat(train.securityOnly().orElseThrow().kb()).isEqualTo(securityOnly);
    assertThat(train.packageFloor().orElseThrow().revision().orElse(-1)).isEqualTo(revision);
    assertThat(train.accepted().get(0).kb()).contains(rollup);
    assertThat(train.acceptedKbs()).contains(rollup, securityOnly).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "19045, CLIENT", "22000, CLIENT", "22621, CLIENT", "22631, CLIENT", "26100, CLIENT",
    "26100, SERVER", "26200, CLIENT", "26300, CLIENT", "28000, CLIENT", "25398, SERVER"
  })
  void nativeBuilds(int build, ProductKind host) {
    assertThat(ACS.trainOf(build, host).orElseThrow().verdict()).isEqualTo(TrainVerdict.NATIVE);
  }

  @ParameterizedTest
  @CsvSource({
    "10586, CLIENT",
    "15063, CLIENT",
    "16299, SERVER",
    "17134, CLIENT",
    "18362, CLIENT",
    "9200, CLIENT",
    "6002, CLIENT"
  })
  void buildsWithoutRemedy(int build, ProductKind host) {
    assertThat(ACS.trainOf(build, host).orElseThrow().verdict()).isEqualTo(TrainVerdict.NONE);
  }

  @Test
  void server2025AndWindows11AreToldApartByProduct() {
    Train client = ACS.trainOf(26100, ProductKind.CLIENT).orElseThrow();
    Train server = ACS.trainOf(26100, ProductKind.SERVER).orElseThrow();

    assertThat(client.id()).isEqualTo("win11-24H2");
    assertThat(server.id()).isEqualTo("ws2025");
    assertThat(client.newestOffered().orElseThrow().kb()).contains("KB5129195");
    assertThat(server.newestOffered().orElseThrow().kb()).contains("KB5129235");
    assertThat(client.acceptedKbs()).doesNotContain("KB5120233");
    assertThat(server.acceptedKbs()).contains("KB5120233").doesNotContain("KB5121003");
  }

  @ParameterizedTest
  @CsvSource({
    "ws2012-9200, KB5129244, -1, 2026-09-14, OUT_OF_BAND",
    "win10-1607, KB5129239, 9514, 2026-09-14, OUT_OF_BAND",
    "win10-1809, KB5122876, 9245, 2026-09-08, SECURITY",
    "win7-7601, KB5073695, 28117, 2026-01-13, MONTHLY_ROLLUP",
    "ws2012r2-9600, KB5074978, 22925, 2025-12, OUT_OF_BAND",
    "ws2012r2-9600, KB5066873, 22826, 2025-10-14, MONTHLY_ROLLUP",
    "ws2012r2-9600, KB5070886, -1, 2025-10-23, OUT_OF_BAND"
  })
  void someAcceptedUpdates(String train, String kb, int revision, String day, ReleaseKind kind) {
    Release update =
        ACS.train(train).orElseThrow().accepted().stream()
            .filter(u -> u.kb().filter(kb::equals).isPresent())
            .findFirst()
            .orElseThrow();

    assertThat(update.revision().orElse(-1)).isEqualTo(revision);
    assertThat(update.released()).hasToString(day);
    assertThat(update.kind()).isEqualTo(kind);
  }

  @Test
  void revisionsWithoutKbAreKeptAsSuch() {
    Release newest = ACS.train("win10-1607").orElseThrow().newest().orElseThrow();

    assertThat(newest.kb()).isEmpty();
    assertThat(newest.revision()).hasValue(9688);
    assertThat(newest.evidence().certainty()).isEqualTo(Certainty.ONE_SOURCE);
  }

  @Test
  void listsAscendByDayAndRevision() {
    for (Train train : ACS.trains()) {
      for (int i = 1; i < train.accepted().size(); i++) {
        Release earlier = train.accepted().get(i - 1);
        Release later = train.accepted().get(i);
        boolean sameDay = earlier.released().equals(later.released());
        assertThat(later.released()).isGreaterThanOrEqualTo(earlier.released());
        if (sameDay) {
          assertThat(later.revision().orElse(-1))
              .as(train.id())
              .isGreaterThan(earlier.revision().orElse(-1));
        }
      }
    }
  }

  @Test
  void trainsWithARevisionNeverGoBack() {
    for (Train train : ACS.trains()) {
      if (train.verdict() == TrainVerdict.UBR) {
        List<Integer> revisions =
            train.accepted().stream().map(u -> u.revision().orElseThrow()).toList();
        assertThat(revisions).as(train.id()).isSorted().doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void everySourceIsNamedByAValueAndEveryValueHasOne() {
    Set<String> used = new TreeSet<>();
    for (Evidence evidence : allEvidence()) {
      assertThat(evidence.sources().isEmpty()).isEqualTo(isGuess(evidence));
      used.addAll(evidence.sources());
    }

    assertThat(allEvidence()).hasSizeGreaterThan(1200);
    assertThat(used)
        .isEqualTo(ACS.sources().stream().map(FactSource::key).collect(Collectors.toSet()));
  }

  @Test
  void everyCertificateOfTheCatalogueIsConcernedAndNoneIsPutInAgainstIt() {
    var catalogue = CertificateCatalogue.shipped();

    assertThat(ACS.certificates())
        .extracting(ProfileCertificate::id)
        .containsExactlyInAnyOrderElementsOf(
            catalogue.entries().stream().map(e -> e.id()).toList());
    assertThat(ACS.certificates())
        .allSatisfy(
            c ->
                assertThat(c.include()).isEqualTo(catalogue.entry(c.id()).orElseThrow().include()));
    assertThat(ACS.certificates().get(0).id())
        .isEqualTo("microsoft-identity-verification-root-certificate-authority-2020");
    assertThat(ACS.certificates().stream().filter(c -> c.include() == Inclusion.DEFAULT))
        .hasSize(11);
  }

  @Test
  void codesOfTheIncidentAreThere() {
    assertThat(ACS.codes())
        .extracting(FaultCode::code)
        .contains(
            "577",
            "0xC0000428",
            "0x800B0109",
            "0x800B010A",
            "0x800B0101",
            "0x800B010C",
            "0x800B010E",
            "0x80092013",
            "0x80096005",
            "0x80096010",
            "0x800B0100",
            "0x80070002",
            "0x80070043",
            "0x80072EFD",
            "0x80072EE7",
            "0x800700B7",
            "event 4107",
            "event 11",
            "event 3004",
            "event 3033",
            "event 3089",
            "event 3104",
            "event 513");
  }

  @Test
  void prerequisitesOfTheOldTrains() {
    assertThat(kbsBefore("win7-7601"))
        .containsSubsequence("KB4490628", "KB4474419", "KB5006749", "KB4575903");
    assertThat(kbsBefore("ws2008-6003"))
        .containsSubsequence("KB4493730", "KB4474419", "KB5006750", "KB4575904");
    assertThat(kbsBefore("win10-1607")).startsWith("KB5005698");
    assertThat(ACS.train("win7-7601").orElseThrow().prerequisites())
        .extracting(Prerequisite::what)
        .contains(PrerequisiteKind.ESU_LICENCE, PrerequisiteKind.SHA2);
  }

  /** Joined here without the readers: what a kit carries is in these two files and nowhere else. */
  @Test
  @SuppressWarnings("unchecked")
  void aKitCarriesBothFilesJoined() throws IOException {
    Map<String, Object> profile = PlainJson.of(Files.readAllBytes(FILE));
    Map<String, Object> windows = PlainJson.of(Files.readAllBytes(RELEASES));
    Map<String, Object> sources = new TreeMap<>((Map<String, Object>) profile.get("sources"));
    sources.putAll((Map<String, Object>) windows.get("sources"));
    profile.put("sources", sources);
    List<Map<String, Object>> histories = (List<Map<String, Object>>) windows.get("trains");
    List<Map<String, Object>> trains = new ArrayList<>();
    for (Map<String, Object> train : (List<Map<String, Object>>) profile.get("trains")) {
      Map<String, Object> joined = new LinkedHashMap<>();
      train.forEach(
          (name, value) -> {
            if (name.equals("releases")) {
              joined.put("accepted", named(histories, value).get("releases"));
            } else {
              joined.put(name, value);
            }
          });
      trains.add(joined);
    }
    profile.put("trains", trains);

    assertThat(new String(ACS.render(), StandardCharsets.US_ASCII))
        .isEqualTo(new String(JsonWriter.write(profile), StandardCharsets.US_ASCII));
  }

  private static Map<String, Object> named(List<Map<String, Object>> trains, Object id) {
    return trains.stream().filter(t -> t.get("id").equals(id)).findFirst().orElseThrow();
  }

  /** The one layout: what changed between two revisions is what a comparison of lines shows. */
  @Test
  void filesAreWrittenAsTheyWouldBeRendered() throws IOException {
    for (Path file : List.of(FILE, RELEASES)) {
      byte[] bytes = Files.readAllBytes(file);
      assertThat(JsonWriter.write(PlainJson.of(bytes))).as("%s", file).isEqualTo(bytes);
    }
  }

  /** No release stands twice in the tree: the profile says floors, the history what came out. */
  @Test
  @SuppressWarnings("unchecked")
  void theProfileItselfListsNoRelease() throws IOException {
    var trains = (List<Map<String, Object>>) PlainJson.of(Files.readAllBytes(FILE)).get("trains");

    assertThat(trains)
        .hasSameSizeAs(ACS.trains())
        .allSatisfy(t -> assertThat(t.getOrDefault("accepted", List.of())).isEqualTo(List.of()));
    assertThat(ACS.trains().stream().mapToInt(t -> t.accepted().size()).sum())
        .isEqualTo(
            WindowsReleases.shipped().trains().stream().mapToInt(t -> t.releases().size()).sum());
  }

  @Test
  void theFileNamesNoPackageHost() throws IOException {
    Pattern hosts =
        Pattern.compile("registry\\.|repo1?\\.maven|npmjs|pypi\\.|deb\\.debian|index id");

    assertThat(Files.readString(FILE)).doesNotContainPattern(hosts);
    assertThat(Files.readString(RELEASES)).doesNotContainPattern(hosts);
    assertThat(Files.readString(Path.of(System.getProperty("root.dir"), "certs/catalogue.json")))
        .doesNotContainPattern(hosts);
  }

  private static List<String> kbsBefore(String train) {
    return ACS.train(train).orElseThrow().prerequisites().stream()
        .flatMap(p -> p.kb().stream())
        .toList();
  }

  private static boolean isGuess(Evidence evidence) {
    return evidence.certainty() == Certainty.UNCONFIRMED && evidence.sources().isEmpty();
  }

  private static List<Evidence> allEvidence() {
    List<Evidence> all = new ArrayList<>();
    for (Train train : ACS.trains()) {
      all.add(train.evidence());
      train.floor().ifPresent(f -> all.add(f.evidence()));
      train.stricterFloor().ifPresent(f -> all.add(f.evidence()));
      train.packageFloor().ifPresent(f -> all.add(f.evidence()));
      train.securityOnly().ifPresent(s -> all.add(s.evidence()));
      train.prerequisites().forEach(p -> all.add(p.evidence()));
      train.accepted().forEach(u -> all.add(u.evidence()));
    }
    Stream.concat(ACS.detection().stream(), ACS.installation().stream())
        .forEach(f -> all.add(f.evidence()));
    ACS.codes().forEach(c -> all.add(c.evidence()));
    assertThat(new HashSet<>(all)).hasSizeGreaterThan(20);
    return all;
  }
}
