package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.windows.WindowsProduct;
import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import io.airgapkit.vectors.Vector;
import io.airgapkit.vectors.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a script is started, it does its work or says why not: 0 is never said of nothing. */
class StartTest {
  /** SCRIPT and WORDS are put in. */
  private static final List<String> WAYS =
      List.of(
          "SCRIPT WORDS",
          "& SCRIPT WORDS",
          ". SCRIPT WORDS",
          "& { . SCRIPT WORDS }",
          "function Start-It { . SCRIPT WORDS }; Start-It",
          ". (Get-Item -LiteralPath SCRIPT) WORDS",
          "& ([scriptblock]::Create('. SCRIPT WORDS'))");

  @TempDir static Path scratch;
  private static Path script;
  private static Path kit;
  private static String anchor;

  @BeforeAll
  static void prepare() throws IOException {
    script =
        Files.write(scratch.resolve("Verify-Kit.ps1"), WindowsProduct.of("Verify-Kit.ps1").bytes());
    Vector good = Vectors.named("good");
    kit = good.write(Files.createDirectory(scratch.resolve("good"))).subject();
    anchor = "sha256:" + good.anchors().get(0);
  }

  /** What one start left behind. */
  private record Start(int exit, String out, String err) {}

  @ParameterizedTest
  @ValueSource(strings = {"pwsh", "pwsh51", "pwsh30"})
  void theVerifierAnswersHoweverItIsStarted(String engine) throws Exception {
    String good = kit + " -Anchor " + anchor + " -For Audit";
    Map<String, Integer> words = new LinkedHashMap<>();
    words.put(good, 0);
    words.put(good.replace(anchor, "sha256:" + "0".repeat(64)), 1);
    words.put("", 2);
    words.put(good + " -Wrong", 2);
    words.put("-FunctionsOnly " + good, 2);
    words.put(good.replace(kit.toString(), kit + "x"), 3);
    List<String> lines = new ArrayList<>();
    WAYS.forEach(way -> words.keySet().forEach(w -> lines.add(line(way, script, w))));
    List<Start> starts = start(engine, lines);
    for (int i = 0; i < starts.size(); i++) {
      int wanted = List.copyOf(words.values()).get(i % words.size());
      Start start = starts.get(i);
      assertThat(start.exit()).as(lines.get(i) + start).isEqualTo(wanted);
      assertThat(start.out().isEmpty()).as(lines.get(i)).isEqualTo(wanted > 1);
      assertThat(start.err().isEmpty()).as(lines.get(i)).isEqualTo(wanted < 2);
    }
  }

  /** Only where the functions stay is it no verdict that is wanted. */
  @Test
  void functionsOnlyIsForWhoDotSourcesIt() throws Exception {
    String given = "-FunctionsOnly";
    List<String> lines = new ArrayList<>();
    lines.add(line(". SCRIPT WORDS; (Get-Command Invoke-VerifyKit).Name", script, given));
    lines.add(line("& SCRIPT WORDS", script, given));
    lines.add(line("SCRIPT WORDS", script, given));
    lines.add(line(". SCRIPT WORDS", script, given + " -Wrong"));
    lines.add(line(". SCRIPT WORDS", script, given + " -Json"));
    List<Start> starts = start("pwsh", lines);
    assertThat(starts.get(0)).isEqualTo(new Start(-1, "Invoke-VerifyKit", ""));
    for (Start start : starts.subList(1, starts.size())) {
      assertThat(start.exit()).as("%s", start).isEqualTo(2);
      assertThat(start.err()).isNotEmpty();
    }
  }

  /** An argument that none of them knows: each says so, and the same, in every way. */
  @Test
  void everyShippedScriptAnswersHoweverItIsStarted() throws Exception {
    Map<Path, Integer> scripts = entryScripts();
    assertThat(scripts).hasSize(8);
    List<String> lines = new ArrayList<>();
    scripts.keySet().forEach(s -> WAYS.forEach(way -> lines.add(line(way, s, "-NoSuchArgument"))));
    List<Start> starts = start("pwsh51", lines);
    for (int i = 0; i < starts.size(); i++) {
      Start start = starts.get(i);
      int wanted = List.copyOf(scripts.values()).get(i / WAYS.size());
      assertThat(start.exit()).as(lines.get(i) + start).isEqualTo(wanted);
      assertThat(start.out() + start.err()).as(lines.get(i)).isNotEmpty();
      assertThat(start).as(lines.get(i)).isEqualTo(starts.get(i - i % WAYS.size()));
    }
  }

  /** Each that a person or an engine starts, with its exit code for wrong use. */
  private static Map<Path, Integer> entryScripts() throws Exception {
    Map<Path, Integer> out = new TreeMap<>();
    Path place = Files.createDirectory(scratch.resolve("kit"));
    for (Map.Entry<String, byte[]> entry : SharedKits.quickStart().entries().entrySet()) {
      Path file = place.resolve(entry.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
      if (entry.getKey().matches("(scripts|fleet)/[^/]+[.]ps1")) {
        // To an engine 2 would mean what it likes.
        out.put(file, entry.getKey().startsWith("fleet/") ? 3 : 2);
      }
    }
    for (String name : List.of("Start-Here.ps1", "Test-Pack.ps1", "Verify-Kit.ps1")) {
      out.put(SharedKits.quickStart().pack().resolve(name), 2);
    }
    return out;
  }

  private static String line(String way, Path script, String words) {
    return way.replace("SCRIPT", script.toString()).replace("WORDS", words);
  }

  /** One process: a start each would take minutes. */
  private static List<Start> start(String engine, List<String> lines) throws Exception {
    Path list = Files.write(Files.createTempFile(scratch, "lines", ""), lines);
    Path driver = Checkout.root().resolve("test/powershell/StartDriver.ps1");
    String tool = OutsideTool.require(engine).toString();
    ToolRun run =
        ToolRun.of(
            scratch, List.of(tool, "-NoProfile", "-File", driver.toString(), list.toString()));
    assertThat(run.exit()).as(run.err()).isZero();
    List<Start> out = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      String[] parts = line.split("\\|", -1);
      out.add(new Start(Integer.parseInt(parts[0]), text(parts[1]), text(parts[2])));
    }
    assertThat(out).hasSameSizeAs(lines);
    return out;
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).strip();
  }
}
