package io.airgapkit.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorsTest {
  /** Notes that say what was not looked at stand beside every other code. */
  private static final Set<FindingCode> ALWAYS =
      EnumSet.of(FindingCode.FLOOR_NOT_CHECKED, FindingCode.PAYLOAD_NOT_CHECKED);

  @Test
  void everyCodeHasAVectorThatYieldsItAndOnlyIt() {
    Set<FindingCode> alone = EnumSet.noneOf(FindingCode.class);
    for (Vector vector : Vectors.all()) {
      Set<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
      codes.addAll(vector.expectedCodes());
      alone.addAll(codes.size() == 1 ? codes : Set.of());
      codes.removeAll(ALWAYS);
      alone.addAll(codes.size() == 1 ? codes : Set.of());
    }
    alone.add(FindingCode.PAYLOAD_NOT_CHECKED);
    assertThat(alone).containsExactlyInAnyOrder(FindingCode.values());
    assertThat(Vectors.named("alone-good").expectedCodes()).containsExactlyElementsOf(ALWAYS);
  }

  @Test
  void codesStandInTheOrderOfStages() {
    for (Vector vector : Vectors.all()) {
      List<FindingCode> codes = vector.expectedCodes();
      assertThat(codes.stream().map(FindingCode::stage).toList()).as(vector.name()).isSorted();
    }
  }

  @Test
  void vectorsNamedGoodAreFit() {
    for (Vector vector : Vectors.all()) {
      boolean good = vector.name().startsWith("good") || vector.name().equals("alone-good");
      boolean spoken =
          vector.expectedCodes().stream()
              .anyMatch(
                  c ->
                      c.severity() == Severity.NOT_AUTHENTIC
                          || c.severity() == Severity.NOT_FIT
                          || c.severity() == Severity.REFUSED);
      assertThat(good && spoken).as(vector.name()).isFalse();
      assertThat(vector.expectedFit()).as(vector.name()).isEqualTo(!spoken);
    }
  }

  @Test
  void theSameBytesAreMadeEachTime() {
    for (String name : List.of("good", "good-eight-signers", "deflated", "key-exponent-3")) {
      byte[] first = Vectors.named(name).media().get().files().get(0).bytes();
      assertThat(Vectors.named(name).media().get().files().get(0).bytes()).isEqualTo(first);
    }
    assertThat(KitForge.sha256(Vectors.named("good").media().get().files().get(0).bytes()))
        .as("also on the next machine")
        .isEqualTo("00e40f6435da0c5b66d2e703ea04d510df1b1762126893b4afcdaa6f6bc0dd44");
  }

  @Test
  void noTwoVectorsHaveTheSameBytesAndQuestion() {
    Set<String> seen = new java.util.HashSet<>();
    for (Vector v : Vectors.all()) {
      StringBuilder all = new StringBuilder();
      Media media = v.media().get();
      media.files().forEach(f -> all.append(f.name()).append(KitForge.sha256(f.bytes())));
      all.append(media.kit()).append(media.kind()).append(v.mode()).append(v.anchors());
      all.append(v.now()).append(v.purpose()).append(v.target()).append(v.anchorFile());
      assertThat(seen.add(all.toString())).as(v.name()).isTrue();
    }
  }

  @Test
  void filesForOthersAreWritten(@TempDir Path folder) throws Exception {
    Path all = folder.resolve("vectors");
    VectorFiles.write(all);
    String json = Files.readString(all.resolve("vectors.json"));
    assertThat(json).matches("[\\x20-\\x7E\\n]*");
    assertThat(json.lines().filter(l -> l.startsWith("{\"name\":")).count())
        .isEqualTo(Vectors.all().size());
    assertThat(all.resolve("good/medium/acs-20261101T000000Z.zip")).isRegularFile();
    assertThat(all.resolve("good/anchor.txt")).hasContent(Signers.a().sha256());
    assertThat(all.resolve("kit-above-one-tebibyte/medium")).doesNotExist();
  }
}
