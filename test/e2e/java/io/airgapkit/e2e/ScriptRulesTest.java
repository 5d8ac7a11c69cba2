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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules for shipped scripts that the analyzer does not have: no arithmetic that ends at 2 GiB, no
 * command that nobody has thought about, no Test-* that gives something else than true or false.
 */
class ScriptRulesTest {
  private static final String SCRIPT = ".*[.]ps(1|m1|d1)";
  private static final String BAD =
      """
      param([int] $Size, [uint32] $From)
      $a = [Math]::Min(1048576, $Size)
      $b = [System.Math]::Max([long] 1, $Size)
      $c = [System.Math]::Min([int] 1, [long] 2)
      [int] $left = 3
      $d = [int] $file.Length
      $e = $item.Size -as [int]
      Get-ChildItem -Path $a
      gci $a
      get-item $a
      C:\\Windows\\System32\\reg.exe query HKU
      & "$a.exe" query
      Get-Other $a
      function Test-Nothing { param($Path) Add-Type $Path }
      function Test-Object { param($Path) if ($Path) { return $true }; New-Object $Path }
      function Test-Text { param($Path) try { $Path -eq 1 } catch { 'no' } }
      function Test-Given { param($Path) $found = $false; $found = $Path; $found }
      """;

  private static final String GOOD =
      """
      param([long] $Size, [int] $Count)
      $a = [System.Math]::Min([long] 1048576, [long] ($Size - 1))
      $b = [int] [System.Math]::Max([long] 1, [long] $Count)
      [long] $left = $file.Length
      $c = [System.Math]::Floor($Size / 3)
      function Get-Own { param($Do) & $Do }
      Get-Own { Get-Item $Size }
      function Test-Own { param($Path) foreach ($a in $Path) { if ($a -is [int]) { return $true } }; $false }
      function Test-More { param($Path) $found = $false; try { $found = Test-Own $Path } catch { $found = $true }; -not $found }
      """;

  @TempDir Path scratch;

  @Test
  void everyShippedScriptKeepsThem() throws Exception {
    BuiltKit built = SharedKits.quickStart();
    Set<String> names = new TreeSet<>();
    int scripts = 0;
    for (Map.Entry<String, byte[]> entry : built.entries().entrySet()) {
      if (entry.getKey().matches(SCRIPT)) {
        Path file = scratch.resolve("kit").resolve(entry.getKey());
        Files.createDirectories(file.getParent());
        Files.write(file, entry.getValue());
        names.add(file.getFileName().toString());
        scripts++;
      }
    }
    Path pack = Files.createDirectory(scratch.resolve("kit/pack"));
    for (String name : Tree.names(built.pack())) {
      if (name.matches(SCRIPT)) {
        Files.copy(built.pack().resolve(name), pack.resolve(name));
        names.add(name);
        scripts++;
      }
    }
    assertThat(names).isEqualTo(products());
    assertThat(rule(scratch.resolve("kit"))).containsExactly("files " + scripts);
  }

  /** Those of products.txt: all of them are shipped, and nothing else is. */
  private static Set<String> products() throws IOException {
    Path list = Checkout.root().resolve("src/windows/products.txt");
    return Files.readAllLines(list).stream()
        .filter(line -> line.matches("[^ #]" + SCRIPT))
        .collect(Collectors.toCollection(TreeSet::new));
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
            "Bad.ps1:8 command",
            "Bad.ps1:9 command",
            "Bad.ps1:10 command",
            "Bad.ps1:11 command",
            "Bad.ps1:12 command",
            "Bad.ps1:13 command",
            "Bad.ps1:14 test",
            "Bad.ps1:15 test",
            "Bad.ps1:16 test",
            "Bad.ps1:17 test",
            "files 2");
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.US_ASCII);
  }

  private List<String> rule(Path folder) throws Exception {
    Path driver = Checkout.root().resolve("test/powershell/ScriptRules.ps1");
    String engine = OutsideTool.require("pwsh").toString();
    List<String> command = List.of(engine, "-NoProfile", "-File", driver.toString(), "" + folder);
    ToolRun run = ToolRun.of(scratch, command);
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().lines().toList();
  }
}
