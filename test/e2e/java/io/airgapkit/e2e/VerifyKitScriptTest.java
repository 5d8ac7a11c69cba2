package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.airgapkit.builder.windows.WindowsProduct;
import io.airgapkit.format.Printable;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import io.airgapkit.vectors.Vector;
import io.airgapkit.vectors.Vectors;
import io.airgapkit.verifier.KitVerifier;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code Verify-Kit.ps1} against the Java verifier: of every vector both say the same, word for
 * word.
 */
class VerifyKitScriptTest {
  private static final int FLIPS = 500;
  private static final long SEED = 20261125;

  @TempDir static Path scratch;
  private static Path script;

  @BeforeAll
  static void assemble() throws IOException {
    script =
        Files.write(scratch.resolve("Verify-Kit.ps1"), WindowsProduct.of("Verify-Kit.ps1").bytes());
  }

  /**
   * One process an engine. The third look takes a part only: it differs from the second in what
   * commands there are.
   */
  @TestFactory
  Stream<DynamicNode> vectors() throws Exception {
    Map<String, Integer> engines = new TreeMap<>(Map.of("pwsh", 1, "pwsh51", 1, "pwsh30", 9));
    engines.keySet().forEach(OutsideTool::require);
    VectorFolder vectors = VectorFolder.write(scratch.resolve("vectors"));
    Map<String, VectorFolder.Told> java = new HashMap<>();
    for (Vector vector : vectors.vectors()) {
      java.put(vector.name(), vectors.ask(vector));
    }
    List<String> before = vectors.listing();
    List<DynamicNode> containers = new ArrayList<>();
    for (Map.Entry<String, Integer> engine : engines.entrySet()) {
      Path results = Files.createDirectory(scratch.resolve("results-" + engine.getKey()));
      ToolRun run = drive(engine.getKey(), vectors, results, engine.getValue());
      List<String> after = vectors.listing();
      List<DynamicTest> tests = new ArrayList<>();
      tests.add(dynamicTest("ran to its end", () -> assertThat(run.exit()).as(run.err()).isZero()));
      tests.add(dynamicTest("nothing is left", () -> assertThat(after).isEqualTo(before)));
      Map<String, String> lines = byFirstWord(run.out());
      for (int i = 0; i < vectors.vectors().size(); i += engine.getValue()) {
        Vector v = vectors.vectors().get(i);
        tests.add(
            dynamicTest(v.name(), () -> same(v, java.get(v.name()), lines.get(v.name()), results)));
      }
      containers.add(dynamicContainer(engine.getKey(), tests));
    }
    return containers.stream();
  }

  private static ToolRun drive(String engine, VectorFolder vectors, Path results, int nth)
      throws Exception {
    return driver(
        engine,
        "VectorDriver.ps1",
        vectors.folder().toString(),
        results.toString(),
        Integer.toString(nth),
        nth > 1 ? "tr-TR" : "");
  }

  private static void same(Vector vector, VectorFolder.Told java, String line, Path results)
      throws IOException {
    List<String> codes = vector.expectedCodes().stream().map(FindingCode::name).toList();
    boolean yes =
        vector.purpose() == Vector.Purpose.APPLY
            ? vector.expectedFit()
            : vector.expectedAuthentic();
    assertThat(java.codes()).isEqualTo(codes);
    assertThat(line).isEqualTo((yes ? "0 " : "1 ") + String.join(" ", codes));
    assertThat(java.exit()).isEqualTo(yes ? 0 : 1);
    assertThat(results.resolve(vector.name() + ".json")).hasContent(java.json());
    assertThat(java.json())
        .contains("\"payload_checked\": " + vector.expectedPayloadChecked() + "\n");
    assertThat(results.resolve(vector.name() + ".txt")).hasContent(java.text());
    Path tree = results.resolve(vector.name() + ".tree");
    assertThat(Files.exists(tree)).isEqualTo(vector.expectedExtracted());
    if (vector.expectedExtracted()) {
      assertThat(Tree.files(tree)).isEqualTo(java.tree());
    }
  }

  /** No single bit can be changed; and what is said of each is what the Java verifier says. */
  @Test
  void flippedBits() throws Exception {
    OutsideTool.require("pwsh");
    Path kit = goodKit("flipped");
    byte[] bytes = Files.readAllBytes(kit);
    List<String> bits =
        new Random(SEED).ints(FLIPS, 0, bytes.length * 8).mapToObj(Integer::toString).toList();
    Map<String, String> java = new TreeMap<>();
    for (String bit : bits) {
      java.put(bit, "1 0 " + flipped(kit, bytes, Integer.parseInt(bit)));
    }
    Files.write(kit, bytes);
    Path list = Files.write(scratch.resolve("bits"), bits, StandardCharsets.US_ASCII);
    ToolRun run = driver("pwsh", "FlipDriver.ps1", kit.toString(), anchor(), list.toString());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(byFirstWord(run.out())).isEqualTo(java);
  }

  private static String flipped(Path kit, byte[] bytes, int bit) throws Exception {
    byte[] changed = bytes.clone();
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    Files.write(kit, changed);
    VerificationReport report =
        new KitVerifier(
                List.of(Anchor.typed(anchor())),
                good().now().getEpochSecond(),
                Purpose.AUDIT,
                Progress.NONE)
            .verify(kit);
    List<String> findings = new ArrayList<>();
    for (Finding finding : report.findings()) {
      findings.add(finding.code() + "(" + String.join(",", finding.values()) + ")");
    }
    return Printable.of(String.join(" ", findings));
  }

  /** What no test machine has: Windows' rights, a FIPS policy, a provider that disagrees. */
  @Test
  void standIns() throws Exception {
    OutsideTool.require("pwsh51");
    ToolRun run = driver("pwsh51", "StandInDriver.ps1", goodKit("stand-in").toString(), anchor());
    assertThat(run.exit()).as(run.err()).isZero();
    Map<String, String> cases = byFirstWord(run.out());
    assertThat(cases).hasSizeGreaterThan(1500);
    cases.forEach(
        (name, words) -> assertThat(words.split(" ")[1]).as(name).isEqualTo(words.split(" ")[0]));
  }

  private static ToolRun driver(String engine, String name, String... arguments) throws Exception {
    Path driver = Checkout.root().resolve("test/powershell").resolve(name);
    List<String> command =
        new ArrayList<>(
            List.of(
                OutsideTool.require(engine).toString(),
                "-NoProfile",
                "-File",
                driver.toString(),
                script.toString()));
    command.addAll(List.of(arguments));
    return ToolRun.of(scratch, command);
  }

  private static Map<String, String> byFirstWord(String lines) {
    Map<String, String> out = new TreeMap<>();
    lines.lines().forEach(l -> out.put(l.split(" ", 2)[0], l.split(" ", 2)[1]));
    return out;
  }

  private static Vector good() {
    return Vectors.named("good");
  }

  private static String anchor() {
    return good().anchors().get(0);
  }

  private static Path goodKit(String name) throws IOException {
    return good().write(Files.createDirectory(scratch.resolve(name))).subject();
  }
}
