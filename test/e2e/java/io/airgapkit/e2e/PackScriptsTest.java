package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.OutsideTool;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.ProfileReader;
import io.airgapkit.profile.Train;
import io.airgapkit.vectors.VectorFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pack's scripts as they are shipped: put together, CRLF, signed. */
class PackScriptsTest {
  private static final Pattern LABEL = Pattern.compile("(?m)^:([a-z_]+)$");
  private static final Pattern JUMP = Pattern.compile("(?i)\\b(?:goto |call :)([a-z_]+)");
  private static final int SECTION_LINES = 40;

  @TempDir static Path shared;
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"START-HERE.cmd", "Legacy-Host.cmd"})
  void cmdFileJumpsToLabelsThatAreThereOnce(String name) throws Exception {
    String text = text(name);
    List<String> labels = all(LABEL, text);
    Set<String> jumps = new TreeSet<>(all(JUMP, text));
    for (String called : all(Pattern.compile("call :look ([a-z_]+)"), text)) {
      jumps.add(called);
    }

    assertThat(labels).doesNotHaveDuplicates().hasSizeGreaterThan(8);
    assertThat(labels).containsAll(jumps);
    assertThat(jumps).containsAll(labels.stream().filter(l -> isDispatched(text, l)).toList());
    int longest = 0;
    for (String section : text.split("(?m)^:", -1)) {
      longest = Math.max(longest, (int) section.lines().count());
    }
    assertThat(longest).as("lines below one label").isLessThanOrEqualTo(SECTION_LINES + 10);
  }

  /** All but the two verbs that {@code goto %L_VERB%} reaches. */
  private static boolean isDispatched(String text, String label) {
    return !(text.contains("goto %L_VERB%") && Set.of("import", "undo", "update").contains(label));
  }

  /** Each of these starts a second cmd, which runs the user's AutoRun with rights. */
  @ParameterizedTest
  @ValueSource(strings = {"START-HERE.cmd", "Legacy-Host.cmd"})
  void cmdFileStartsNoSecondCmdAndNothingByAnInheritedName(String name) throws Exception {
    String text = text(name);

    assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
    assertThat(text).doesNotContain("|").doesNotContainPattern("for /f [^\r]*\\('");
    assertThat(text).doesNotContainPattern("(?i)%(SystemRoot|ProgramFiles|ProgramData|ComSpec)%");
    assertThat(text).doesNotContain("Bypass").contains("setlocal EnableExtensions");
    assertThat(text).doesNotContainPattern("(?mi)^\\s*\"?(certutil|reg|wusa|dism|powershell)\\b");
  }

  /**
   * Where a substring begins at or past the end, one cmd gives nothing and another the last
   * character; one that begins at the start and has a length is the same in all.
   */
  @ParameterizedTest
  @ValueSource(strings = {"START-HERE.cmd", "Legacy-Host.cmd"})
  void cmdFileTakesSubstringsFromTheStartOnly(String name) throws Exception {
    assertThat(text(name)).doesNotContainPattern(":~(?!0,[0-9%])");
  }

  /** The facts of two trains stand in the script, because cmd cannot read the profile. */
  @Test
  void legacyHostKnowsWhatTheProfileKnows() throws Exception {
    KitProfile acs = ProfileReader.builtIn("acs").orElseThrow();
    String text = text("Legacy-Host.cmd");
    for (String id : List.of("win7-7601", "ws2008-6003")) {
      Train train = acs.trains().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
      for (int build : train.builds()) {
        assertThat(text)
            .contains(
                "if \"%L_BUILD%\"==\""
                    + build
                    + "\" set \"L_ONLY="
                    + train.securityOnly().orElseThrow().kb());
      }
    }
    assertThat(text).contains("as of " + acs.factsAsOf());
  }

  @Test
  void analyzerFindsNothing() throws Exception {
    OutsideTool.require("pwsh");
    Path analyzer = OutsideTool.require("analyze");
    OutsideTool.require("npm");
    Path pack = SharedKits.quickStart().pack();
    List<String> command = new ArrayList<>(List.of(analyzer.toString()));
    for (String name : List.of("Start-Here.ps1", "Test-Pack.ps1")) {
      command.add(pack.resolve(name).toString());
    }
    ToolRun run = ToolRun.of(folder, command);

    assertThat(run.exit()).as(run.err()).isLessThan(2);
    // Verify-Kit.ps1 has that command and is analysed with its own tests. What is only information
    // would force names onto every argument of every call.
    assertThat(run.out().lines())
        .filteredOn(line -> line.contains(": Warning ") || line.contains(": Error "))
        .allMatch(line -> line.contains("'Invoke-VerifyKit'"));
  }

  /** In the look of Windows PowerShell too; the probes fail here, which is an answer. */
  @ParameterizedTest
  @ValueSource(strings = {"pwsh", "pwsh51", "pwsh30"})
  void testPackRunsVectorsAndTellsOfProbes(String name) throws Exception {
    Path engine = OutsideTool.require(name);
    Path list = vectors().resolve("vectors.json");
    String out = folder.resolve("pilot.json").toString();
    ToolRun run = testPack(engine, "-Out", out, "-Vectors", vectors().toString());

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("vectors     12, 0 not as expected");
    assertThat(Files.readString(Path.of(out))).contains("airgap-pack-test/1", "\"failed\"");
    AnswerTables tables = AnswerTables.read();
    assertThat(tables.judge(Files.readString(Path.of(out)))).isEmpty();
    assertThat(tables.notSeen("airgap-pack-test/1")).isEmpty();
    assertThat(testPack(engine, "-Out", out).exit()).as("a second time").isEqualTo(1);
    assertThat(testPack(engine).exit()).isEqualTo(2);

    String good = Files.readString(list);
    Files.writeString(list, good.replaceFirst("\"fit\":true", "\"fit\":false"));
    String other = folder.resolve("other.json").toString();
    assertThat(testPack(engine, "-Out", other, "-Vectors", vectors().toString()).exit()).isOne();
    Files.writeString(list, good);
  }

  /** Twelve of them, written once. */
  private static synchronized Path vectors() throws IOException {
    Path vectors = shared.resolve("vectors");
    if (!Files.exists(vectors)) {
      VectorFiles.write(vectors);
      Path list = vectors.resolve("vectors.json");
      List<String> lines = Files.readAllLines(list, StandardCharsets.US_ASCII);
      List<String> few = lines.stream().filter(l -> l.startsWith("{")).limit(12).toList();
      Files.writeString(list, "[" + String.join("\n", few).replaceAll(",$", "") + "]");
    }
    return vectors;
  }

  private ToolRun testPack(Path engine, String... words) throws Exception {
    Path script = SharedKits.quickStart().pack().resolve("Test-Pack.ps1");
    List<String> command =
        new ArrayList<>(List.of(engine.toString(), "-NoProfile", "-File", script.toString()));
    command.addAll(List.of(words));
    return ToolRun.of(folder, command);
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> out = new ArrayList<>();
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      out.add(found.group(1));
    }
    return out;
  }

  private static String text(String name) throws IOException, InterruptedException {
    return Files.readString(
        SharedKits.quickStart().pack().resolve(name), StandardCharsets.US_ASCII);
  }
}
