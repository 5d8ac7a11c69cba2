package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fake hosts in, verdicts out, judged by the module's own functions: {@code test/powershell/cases}.
 * One engine process for all cases of an engine.
 */
class HostCasesTest {
  private static final Pattern LINE =
      Pattern.compile("\\{\"case\":\"([^\"]+)\",\"want\":\"([^\"]*)\",\"got\":\"([^\"]*)\"\\}");
  private static final int LEAST = 600;

  @TempDir static Path scratch;

  @TestFactory
  Stream<DynamicTest> inPowerShell7() throws Exception {
    return cases("pwsh");
  }

  @TestFactory
  Stream<DynamicTest> inWindowsPowerShellsLook() throws Exception {
    return cases("pwsh51");
  }

  private static Stream<DynamicTest> cases(String engine) throws Exception {
    Path driver = OutsideTool.root().resolve("test/powershell/HostCases.ps1");
    ToolRun run =
        ToolRun.of(
            scratch,
            List.of(
                OutsideTool.require(engine).toString(), "-NoProfile", "-File", driver.toString()));
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : run.out().strip().split("\\R")) {
      Matcher found = LINE.matcher(line);
      if (found.matches()) {
        tests.add(
            dynamicTest(
                found.group(1), () -> assertThat(found.group(3)).isEqualTo(found.group(2))));
      } else {
        tests.add(dynamicTest("a line that is no case", () -> assertThat(line).isEmpty()));
      }
    }
    int count = tests.size();
    tests.add(
        dynamicTest(
            "all cases ran",
            () -> {
              assertThat(run.exit()).as(run.err()).isZero();
              assertThat(count).isGreaterThan(LEAST);
            }));
    return tests.stream();
  }
}
