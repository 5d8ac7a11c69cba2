package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.windows.WindowsProduct;
import io.airgapkit.format.Sha256;
import io.airgapkit.outside.OutsideTool;
import io.airgapkit.vectors.Vector;
import io.airgapkit.vectors.VectorOnDisk;
import io.airgapkit.vectors.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Verify-Kit.ps1} as people start it: streams, exit codes, wrong use, a bound language. */
class VerifyKitProcessTest {
  @TempDir static Path scratch;
  private static Path script;
  private static Path kit;
  private static String anchor;

  @BeforeAll
  static void prepare() throws IOException {
    script =
        Files.write(scratch.resolve("Verify-Kit.ps1"), WindowsProduct.of("Verify-Kit.ps1").bytes());
    Vector vector = Vectors.named("good");
    VectorOnDisk disk = vector.write(Files.createDirectory(scratch.resolve("good")));
    kit = disk.subject();
    anchor = "sha256:" + vector.anchors().get(0);
    Files.writeString(kit.resolveSibling("beside.pem"), "anything", StandardCharsets.US_ASCII);
  }

  @Test
  void isAsciiInCrLf() {
    String text =
        new String(WindowsProduct.of("Verify-Kit.ps1").bytes(), StandardCharsets.ISO_8859_1);
    assertThat(text).matches("(?s)[\\t\\r\\n -~]+");
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    assertThat(WindowsProduct.of("Verify-Kit.ps1").bytes())
        .isEqualTo(WindowsProduct.of("Verify-Kit.ps1").bytes());
  }

  /** The clock is the machine's, so the answer is asked for the audit, where it decides nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"pwsh", "pwsh51", "pwsh30"})
  void saysYes(String engine) throws Exception {
    ToolRun run = run(engine, kit.toString(), "-Anchor", anchor, "-For", "Audit");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out().strip()).endsWith("VERIFIED    these are exactly the signer's bytes");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void jsonAloneOnStandardOutput() throws Exception {
    ToolRun run =
        run("pwsh51", "-Kit", kit.toString(), "-Anchor", anchor, "-Json", "-For", "audit");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("{").contains("\"authentic\": true").endsWith("}\n");
    assertThat(run.err()).isEmpty();
  }

  /** With -File an engine hands over a list as one text. */
  @Test
  void severalAnchors() throws Exception {
    String anchors = "sha256:" + "0".repeat(64) + "," + anchor;
    ToolRun run = run("pwsh51", kit.toString(), "-For", "Audit", "-Anchor", anchors);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("anchor: digest given, equal");
  }

  /** What is printed last is the digest of the list of digests. */
  @Test
  void station() throws Exception {
    Path target = Files.createDirectory(scratch.resolve("station")).resolve("kit");
    Files.setPosixFilePermissions(target.getParent(), PosixFilePermissions.fromString("rwx------"));
    List<String> words = List.of("-Extract", "-Station", "-To", target.toString());
    List<String> all = new ArrayList<>(List.of(kit.toString(), "-Anchor", anchor, "-For", "Audit"));
    all.addAll(words);
    ToolRun run = run("pwsh51", all.toArray(new String[0]));
    assertThat(run.exit()).as(run.err()).isZero();
    String digest = Sha256.hexOf(Files.readAllBytes(target.resolve("META/SHA256SUMS")));
    String told = run.out().substring(run.out().lastIndexOf("station"));
    assertThat(told.replaceAll("\\s", "")).startsWith("station" + digest);
    assertThat(Tree.names(target.getParent())).containsExactly("kit");
  }

  /** A path is a name and no code, no pattern and no second line of the report. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's \"quoted\" $(exit 9) `b; exit 9 # & | ${x}",
        "[a]* %TEMP%~1 \u2018\u2019\u201C\u201D \u202E",
        "two\nVERIFIED    these are"
      })
  void hostilePaths(String name) throws Exception {
    Path folder = Files.createDirectory(scratch.resolve(name));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path copy = Files.copy(kit, folder.resolve(kit.getFileName()));
    Path target = folder.resolve(name);
    ToolRun run =
        run(
            "pwsh51",
            copy.toString(),
            "-Anchor",
            anchor,
            "-For",
            "Audit",
            "-Extract",
            "-To",
            target.toString());
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).matches("[\\n -~]+");
    assertThat(run.out().lines().filter(l -> l.startsWith("VERIFIED"))).hasSize(1);
    assertThat(Tree.names(folder)).containsExactlyInAnyOrder(name, kit.getFileName().toString());
    assertThat(target.resolve("META/SHA256SUMS")).isRegularFile();
  }

  @Test
  void saysNo() throws Exception {
    ToolRun run = run("pwsh51", kit.toString(), "-Anchor", "sha256:" + "0".repeat(64));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("SIGNER_NOT_TRUSTED", "^ first difference", "NOT VERIFIED");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2|no kit was given|",
        "2|no trust anchor|KIT",
        "2|not known|KIT -Anchor ANCHOR -Wrong",
        "2|not known|KIT -Anchor sha256:12 34",
        "2|64 hex digits|KIT -Anchor sha256:1234",
        "2|Apply or Audit|KIT -Anchor ANCHOR -For later",
        "2|ANCHOR_BESIDE_KIT|KIT -Anchor BESIDE",
        "2|given together|KIT -Anchor ANCHOR -Extract",
        "2|no kit|KIT -Anchor ANCHOR -Manifest KIT",
        "3|there is no file|KITx -Anchor ANCHOR",
        "3|there is no anchor file|KIT -Anchor KITx"
      })
  void wrongUse(String row) throws Exception {
    String[] parts = row.split("\\|", -1);
    String words =
        parts[2]
            .replace("KIT", kit.toString())
            .replace("ANCHOR", anchor)
            .replace("BESIDE", kit.resolveSibling("beside.pem").toString());
    ToolRun run = run("pwsh", words.isEmpty() ? new String[0] : words.split(" "));
    assertThat(run.exit()).as(run.err()).isEqualTo(Integer.parseInt(parts[0]));
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Verify-Kit.ps1: error: ").contains("hint: ", parts[1]);
  }

  /** Where an administrator has bound the language, nothing can be verified, and that is said. */
  @Test
  void constrainedLanguage() throws Exception {
    String command =
        "$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; & '"
            + script
            + "' '"
            + kit
            + "' -Anchor '"
            + anchor
            + "'; exit $LASTEXITCODE";
    ToolRun run =
        ToolRun.of(
            scratch,
            List.of(OutsideTool.require("pwsh").toString(), "-NoProfile", "-Command", command));
    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("ConstrainedLanguage", "kit-verifier.jar");
  }

  /** Commands, parameters and types of real Windows PowerShell 3.0, 4.0 and 5.1. */
  @Test
  void analyzerFindsNothing() throws Exception {
    Path analyzer = OutsideTool.require("analyze");
    OutsideTool.require("npm");
    ToolRun run = ToolRun.of(scratch, List.of(analyzer.toString(), "--json", script.toString()));
    assertThat(run.exit()).as(run.err()).isLessThan(2);
    assertThat(run.out().strip()).isEqualTo("[]");
  }

  private static ToolRun run(String engine, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                OutsideTool.require(engine).toString(), "-NoProfile", "-File", script.toString()));
    command.addAll(List.of(arguments));
    return ToolRun.of(scratch, command);
  }
}
