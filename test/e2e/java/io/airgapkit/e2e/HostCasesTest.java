package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import io.airgapkit.profile.ProfileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  private static final int LEAST = 1100;

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
    Path driver = Checkout.root().resolve("test/powershell/HostCases.ps1");
    Path profile = scratch.resolve("profile.json");
    Files.write(profile, ProfileReader.builtIn("acs").orElseThrow().render());
    ToolRun run =
        ToolRun.of(
            scratch,
            List.of(
                OutsideTool.require(engine).toString(),
                "-NoProfile",
                "-File",
                driver.toString(),
                "-ProfileFile",
                profile.toString()));
    return DriverCases.of(run, LINE, count -> assertThat(count).isGreaterThan(LEAST));
  }
}
