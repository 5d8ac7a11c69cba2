package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.airgapkit.builder.windows.WindowsProduct;
import io.airgapkit.outside.OutsideTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * An answer that could not be written is no answer: 3 and a word on standard error, whatever the
 * command, whatever the reason. That standard error takes nothing changes nothing.
 */
class StandardOutputTest {
  /** What a shell does to standard output before the command {@code "$@"}, and around it. */
  private static final Map<String, String> LOST =
      Map.of(
          "closed", "exec \"$@\" >&-",
          "full", "exec \"$@\" >/dev/full",
          // The limit counts 512 bytes; it is of all files, so standard error must have room.
          "at its limit", "head -c 40960 /dev/zero >limited; ulimit -f 80; exec \"$@\" >>limited",
          "read only", "exec \"$@\" 1</dev/null");

  /** The reader has gone before anything is written: it held the pipe until it was told. */
  private static final String NO_READER =
      "{ \"$@\"; echo $? >code; } | head -c 0; while [ ! -s code ]; do sleep 0.1; done;"
          + " exit \"$(cat code)\"";

  @TempDir Path folder;
  private static Path script;

  @BeforeAll
  static void writeScript() throws Exception {
    script = SharedKits.home().resolve("Verify-Kit.ps1");
    Files.write(script, WindowsProduct.of("Verify-Kit.ps1").bytes());
  }

  /** Every command of every tool, in text and JSON, by its words. */
  private List<List<String>> answers() throws Exception {
    List<List<String>> all = new ArrayList<>();
    BuiltKit kit = SharedKits.production();
    String[] alone = {"--manifest", kit.manifest() + "", "--signature", kit.signature() + ""};
    for (String json : new String[] {"", "--json"}) {
      for (boolean builder : new boolean[] {false, true}) {
        all.add(tool(builder, json, "verify", kit.zip() + "", "--anchor", kit.anchor()));
        all.add(tool(builder, json, "verify", kit.zip() + "", "--anchor", other(kit)));
        all.add(tool(builder, json, words(alone, "verify", "--anchor", kit.anchor())));
        all.add(tool(builder, json, "inspect", kit.zip() + ""));
        all.add(
            tool(
                builder, json, "extract", kit.zip() + "", "--to", "NEW", "--anchor", kit.anchor()));
      }
      all.add(tool(true, json, SharedKits.build("NEW")));
      all.add(tool(true, json, "pack", "--anchor", kit.anchorPem() + "", "--out", "NEW"));
      all.add(tool(true, json, "keygen", "--out", "NEW", "--passphrase", "env:P"));
      all.add(tool(true, json, "plan", "acs"));
      all.add(tool(true, json, "facts"));
    }
    for (String word : new String[] {"--help", "--version"}) {
      all.add(tool(false, "", word));
      all.add(tool(true, "", word));
    }
    for (String command : new String[] {"verify", "extract", "inspect"}) {
      all.add(tool(false, "", command, "--help"));
    }
    for (String command : new String[] {"build", "pack", "keygen", "plan", "facts", "verify"}) {
      all.add(tool(true, "", command, "--help"));
    }
    return all;
  }

  /** Each command loses its answer in one way, by turns, and the first in every way. */
  @TestFactory
  Stream<DynamicTest> javaSaysSo() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    int at = 0;
    for (List<String> command : answers()) {
      String turn = List.copyOf(new TreeMap<>(LOST).keySet()).get(at++ % LOST.size());
      // What makes files would meet the limit with them.
      String way = command.contains("NEW") && turn.equals("at its limit") ? "full" : turn;
      tests.add(dynamicTest(name(command, way), () -> assertLost(LOST.get(way), command)));
    }
    for (String way : LOST.keySet()) {
      List<String> verify = answers().get(0);
      tests.add(dynamicTest(name(verify, way), () -> assertLost(LOST.get(way), verify)));
    }
    return tests.stream();
  }

  @Test
  void javaSaysThatNobodyReads() throws Exception {
    assertLost(NO_READER, answers().get(0));
    assertLost(NO_READER, tool(true, "", "facts"));
  }

  /** More than a pipe holds, and the reader goes after the first line. */
  @Test
  void javaSaysThatNobodyReadOn() throws Exception {
    String line = NO_READER.replace("head -c 0", "{ head -n 1 >/dev/null; }");
    assertLost(line, tool(true, "--json", "facts"));
  }

  /** A limit in the middle of the answer: a part of it is no answer either. */
  @Test
  void aPartIsNoAnswer() throws Exception {
    String line = "ulimit -f 8; exec \"$@\" >limited";
    assertLost(line, tool(true, "", "facts"));
    assertThat(folder.resolve("limited")).hasSize(8 * 512);
  }

  @TestFactory
  Stream<DynamicTest> verifyKitSaysSo() throws Exception {
    BuiltKit kit = SharedKits.production();
    List<DynamicTest> tests = new ArrayList<>();
    for (String engine : new String[] {"pwsh51", "pwsh30"}) {
      for (String way : List.of("closed", "full", "read only")) {
        String json = way.equals("full") ? "-Json" : "";
        String anchor = way.equals("closed") ? other(kit) : kit.anchor();
        List<String> command = powershell(engine, json, kit.zip() + "", "-Anchor", anchor);
        tests.add(dynamicTest(name(command, way), () -> assertLost(LOST.get(way), command)));
      }
    }
    return tests.stream();
  }

  /** In a session the lines belong to whoever asked: nothing of this process is written. */
  @Test
  void verifyKitInASession() throws Exception {
    BuiltKit kit = SharedKits.production();
    Path session = folder.resolve("session.ps1");
    Files.writeString(
        session,
        "$lines = @(& '%s' '%s' -Anchor '%s'); [Console]::Error.WriteLine($lines[-2]); exit $LASTEXITCODE"
            .formatted(script, kit.zip(), kit.anchor()));
    String engine = OutsideTool.require("pwsh51").toString();
    for (String way : LOST.values()) {
      if (!way.contains("ulimit")) {
        ToolRun run = shell(way, List.of(engine, "-NoProfile", "-File", session.toString()));
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).startsWith("VERIFIED ");
      }
    }
  }

  /** What cannot be said changes nothing: the exit code is the answer's. */
  @TestFactory
  Stream<DynamicTest> standardErrorCannotBeWritten() throws Exception {
    BuiltKit kit = SharedKits.production();
    List<DynamicTest> tests = new ArrayList<>();
    String[] good = {"verify", kit.zip() + "", "--anchor", kit.anchor()};
    String[] bad = {"verify", kit.zip() + "", "--anchor", other(kit)};
    for (String way : new String[] {"2>&-", "2>/dev/full", "2</dev/null", "0<&- 2>&-"}) {
      String line = "exec \"$@\" " + way;
      tests.add(ends(0, line, tool(false, "", good)));
      tests.add(ends(1, line, tool(true, "", bad)));
      tests.add(ends(2, line, tool(true, "", "--bogus")));
      tests.add(ends(3, line, tool(false, "", "verify", "absent", "--anchor", kit.anchor())));
      tests.add(ends(3, line + " >&-", tool(true, "", "plan", "acs")));
      tests.add(ends(1, line, powershell("pwsh51", "", kit.zip() + "", "-Anchor", other(kit))));
    }
    tests.add(ends(0, "exec \"$@\" 2>&-", tool(true, "", SharedKits.build("NEW"))));
    tests.add(ends(3, "exec \"$@\" <&- >&- 2>&-", tool(true, "", SharedKits.build("NEW"))));
    tests.add(ends(3, "exec \"$@\" >&- 2>&-", tool(false, "", good)));
    tests.add(ends(2, "exec \"$@\" 2>&-", powershell("pwsh51", "", kit.zip() + "")));
    return tests.stream();
  }

  private DynamicTest ends(int exit, String line, List<String> command) {
    return dynamicTest(
        name(command, line),
        () -> assertThat(shell(line, command).exit()).as(command.toString()).isEqualTo(exit));
  }

  private void assertLost(String line, List<String> command) throws Exception {
    ToolRun run = shell(line, command);
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).containsPattern("(?m)^(kit-\\w+|Verify-Kit.ps1): error: standard output");
  }

  private ToolRun shell(String line, List<String> command) throws Exception {
    Path place = Files.createTempDirectory(folder, "new");
    List<String> words = new ArrayList<>(List.of("sh", "-c", line, "sh"));
    command.forEach(w -> words.add(w.equals("NEW") ? place.resolve("new").toString() : w));
    Files.deleteIfExists(folder.resolve("code"));
    return SharedKits.terminal(folder)
        .thatMakesKeys()
        // Java's file of counters would be the first that does not fit.
        .with("JAVA_TOOL_OPTIONS", "-XX:-UsePerfData")
        .run(words);
  }

  private static List<String> tool(boolean builder, String json, String... words) {
    String[] all = words(json.isEmpty() ? new String[0] : new String[] {json}, words);
    return builder ? Terminal.builderCommand(all) : Terminal.verifierCommand(all);
  }

  private static List<String> powershell(String engine, String json, String... words) {
    String path = OutsideTool.require(engine).toString();
    List<String> all = new ArrayList<>(List.of(path, "-NoProfile", "-File", script.toString()));
    all.addAll(List.of(words(json.isEmpty() ? new String[0] : new String[] {json}, words)));
    return all;
  }

  private static String[] words(String[] last, String... first) {
    return Stream.of(first, last).flatMap(Stream::of).toArray(String[]::new);
  }

  /** An anchor that is not this kit's: a clear no. */
  private static String other(BuiltKit kit) throws Exception {
    return kit.anchor().substring(0, 70) + (kit.anchor().endsWith("0") ? "1" : "0");
  }

  private static String name(List<String> command, String way) {
    return way + ": " + String.join(" ", command).replaceAll("/\\S*/", "");
  }
}
