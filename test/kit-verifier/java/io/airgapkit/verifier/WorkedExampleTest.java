package io.airgapkit.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Section 14 of the specification is made from a kit and stays so. After a change of the format:
 * {@code -Dtest=WorkedExampleTest -Dworked.example.write=true} writes it anew.
 */
class WorkedExampleTest {
  private static final Path SPECIFICATION =
      Path.of(System.getProperty("root.dir", "../..")).resolve("src/docs/kit-format.md");

  private static final String MARK = "<!-- worked example: generated text follows -->\n";

  @Test
  void theTextIsThatOfTheKit() throws Exception {
    String text = Files.readString(SPECIFICATION, StandardCharsets.UTF_8);
    int at = text.indexOf(MARK) + MARK.length();
    String expected = new WorkedExample().text();
    if (Boolean.getBoolean("worked.example.write")) {
      Files.writeString(SPECIFICATION, text.substring(0, at) + expected);
      text = Files.readString(SPECIFICATION, StandardCharsets.UTF_8);
    }

    assertThat(text.substring(at)).isEqualTo(expected);
  }

  @Test
  void theKitIsVerified(@TempDir Path folder) throws Exception {
    WorkedExample example = new WorkedExample();
    Path kit = Files.write(folder.resolve(WorkedExample.id() + ".zip"), example.kit());
    KitVerifier verifier =
        new KitVerifier(
            List.of(Anchor.typed(example.anchor())),
            WorkedExample.CREATED + 60,
            Purpose.APPLY,
            Progress.NONE);

    VerificationReport report = verifier.verify(kit);

    assertThat(report.findings()).containsExactly(Finding.of(FindingCode.FLOOR_NOT_CHECKED));
    assertThat(report.fit()).isTrue();
    assertThat(report.kitDigest()).isEqualTo(example.kitDigest());
  }
}
