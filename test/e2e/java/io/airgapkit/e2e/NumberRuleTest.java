package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No shipped script has arithmetic that ends at 2 GiB, as far as its text can tell. */
class NumberRuleTest {
  private static final String BAD =
      """
      param([int] $Size, [uint32] $From)
      $a = [Math]::Min(1048576, $Size)
      $b = [System.Math]::Max([long] 1, $Size)
      $c = [System.Math]::Min([int] 1, [long] 2)
      [int] $left = 3
      $d = [int] $file.Length
      $e = $item.Size -as [int]
      """;

  private static final String GOOD =
      """
      param([long] $Size, [int] $Count)
      $a = [System.Math]::Min([long] 1048576, [long] ($Size - 1))
      $b = [int] [System.Math]::Max([long] 1, [long] $Count)
      [long] $left = $file.Length
      $c = [System.Math]::Floor($Size / 3)
      """;

  @TempDir Path scratch;

  @Test
  void noShippedScriptEndsAt2Gib() throws Exception {
    BuiltKit built = SharedKits.quickStart();
    int scripts = 0;
    for (Map.Entry<String, byte[]> entry : built.entries().entrySet()) {
      if (entry.getKey().matches(".*[.]ps(1|m1|d1)")) {
        Path file = scratch.resolve("kit").resolve(entry.getKey());
        Files.createDirectories(file.getParent());
        Files.write(file, entry.getValue());
        scripts++;
      }
    }
    Path pack = Files.createDirectory(scratch.resolve("kit/pack"));
    for (String name : Tree.names(built.pack())) {
      if (name.endsWith(".ps1")) {
        Files.copy(built.pack().resolve(name), pack.resolve(name));
        scripts++;
      }
    }
    assertThat(scripts).isGreaterThan(50);
    assertThat(rule(scratch.resolve("kit"))).containsExactly("files " + scripts);
  }

  /** That the rule can fail. */
  @Test
  void eachPatternIsFound() throws Exception {
    Path folder = Files.createDirectory(scratch.resolve("made"));
    write(folder.resolve("Bad.ps1"), BAD);
    write(folder.resolve("Good.ps1"), GOOD);
    assertThat(rule(folder).stream().map(line -> line.split(" ")[0] + " " + line.split(" ")[1]))
        .containsExactlyInAnyOrder(
            "Bad.ps1:1 narrow",
            "Bad.ps1:2 mixed",
            "Bad.ps1:3 mixed",
            "Bad.ps1:4 mixed",
            "Bad.ps1:5 narrow",
            "Bad.ps1:6 cast",
            "Bad.ps1:7 cast",
            "files 2");
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.US_ASCII);
  }

  private List<String> rule(Path folder) throws Exception {
    Path driver = Checkout.root().resolve("test/powershell/NumberRule.ps1");
    String engine = OutsideTool.require("pwsh").toString();
    List<String> command = List.of(engine, "-NoProfile", "-File", driver.toString(), "" + folder);
    ToolRun run = ToolRun.of(scratch, command);
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().lines().toList();
  }
}
