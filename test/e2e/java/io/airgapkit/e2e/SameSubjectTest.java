package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.windows.WindowsProduct;
import io.airgapkit.format.cms.SignerCertificate;
import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import io.airgapkit.vectors.OddSubjects;
import io.airgapkit.verifier.output.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a signer's certificate says of itself, both verifiers print the same. */
class SameSubjectTest {
  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"pwsh", "pwsh30"})
  void oddSubjectsAndTimes(String engine) throws Exception {
    Path script =
        Files.write(scratch.resolve("Verify-Kit.ps1"), WindowsProduct.of("Verify-Kit.ps1").bytes());
    List<String> lines = new ArrayList<>();
    List<String> java = new ArrayList<>();
    for (byte[] der : OddSubjects.certificates()) {
      lines.add(HexFormat.of().formatHex(der));
      java.add(said(der));
    }
    assertThat(java).hasSizeGreaterThan(1_000).contains("none");
    assertThat(java).anyMatch(line -> line.startsWith("\"unreadable\""));
    Path driver = Checkout.root().resolve("test/powershell/SubjectDriver.ps1");
    Path list = Files.write(scratch.resolve("certificates"), lines);
    ToolRun run =
        ToolRun.of(
            scratch,
            List.of(
                OutsideTool.require(engine).toString(),
                "-NoProfile",
                "-File",
                driver.toString(),
                script.toString(),
                list.toString()));
    assertThat(run.exit()).as(run.err()).isZero();
    List<String> told = run.out().lines().toList();
    assertThat(told).hasSameSizeAs(java);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < java.size(); i++) {
      if (!java.get(i).equals(told.get(i))) {
        differences.add(java.get(i) + " is not " + told.get(i));
      }
    }
    assertThat(differences).isEmpty();
  }

  private static String said(byte[] der) {
    try {
      SignerCertificate read = SignerCertificate.read(der);
      return new JsonText().quoted(read.subjectText()).toString().strip()
          + " "
          + new JsonText().quoted(read.validityText()).toString().strip();
    } catch (SignerCertificate.NotASignerException e) {
      return "none";
    }
  }
}
