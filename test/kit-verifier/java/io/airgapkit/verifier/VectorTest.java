package io.airgapkit.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.vectors.Vector;
import io.airgapkit.vectors.VectorOnDisk;
import io.airgapkit.vectors.Vectors;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every vector gives exactly its codes and verdicts, and every code has a vector that gives it. */
class VectorTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> vector() {
    return Vectors.all().stream().map(v -> DynamicTest.dynamicTest(v.name(), () -> check(v)));
  }

  private void check(Vector vector) throws Exception {
    VectorOnDisk disk = vector.write(Files.createDirectory(folder.resolve(vector.name())));
    Set<String> before = files(folder.resolve(vector.name()));

    VerificationReport report = run(vector, disk);

    assertThat(report.findings().stream().map(Finding::code).toList())
        .isEqualTo(vector.expectedCodes());
    assertThat(report.authentic()).isEqualTo(vector.expectedAuthentic());
    assertThat(report.fit()).isEqualTo(vector.expectedFit());
    assertThat(report.payloadChecked()).isEqualTo(vector.expectedPayloadChecked());
    if (vector.expectedExtracted()) {
      assertThat(disk.target().orElseThrow().resolve("META/manifest.json")).exists();
    } else {
      assertThat(files(folder.resolve(vector.name()))).isEqualTo(before);
    }
  }

  private static VerificationReport run(Vector vector, VectorOnDisk disk) throws Exception {
    List<Anchor> anchors = new ArrayList<>();
    for (String digest : vector.anchors()) {
      anchors.add(
          disk.anchorFile().isPresent()
              ? new Anchor(digest, disk.anchorFile().get().toString())
              : Anchor.typed(digest));
    }
    Purpose purpose = vector.purpose() == Vector.Purpose.APPLY ? Purpose.APPLY : Purpose.AUDIT;
    KitVerifier verifier =
        new KitVerifier(anchors, vector.now().getEpochSecond(), purpose, Progress.NONE);
    return switch (vector.mode()) {
      case VERIFY -> verifier.verify(disk.subject());
      case MANIFEST_ALONE -> verifier.verifyManifest(disk.subject(), disk.signatures());
      case EXTRACT -> verifier.extract(disk.subject(), disk.target().orElseThrow());
    };
  }

  private static Set<String> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return new TreeSet<>(walk.map(Path::toString).toList());
    }
  }

  @Test
  void everyCodeHasAVector() {
    Set<FindingCode> seen = EnumSet.noneOf(FindingCode.class);
    Vectors.all().forEach(v -> seen.addAll(v.expectedCodes()));

    assertThat(seen).isEqualTo(EnumSet.allOf(FindingCode.class));
  }
}
