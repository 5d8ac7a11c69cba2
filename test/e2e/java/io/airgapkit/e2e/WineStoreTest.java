package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Import, read-back and undo through the module's real platform files, under Wine: a registry, a
 * certificate store, a stub of certutil that says 0 and does nothing. One process, because Wine
 * fills its Root store anew for every other one ({@code test/powershell/WineStore.ps1}).
 */
class WineStoreTest {
  private static final Pattern LINE =
      Pattern.compile("\\{\"case\":\"([^\"]+)\",\"want\":\"([^\"]+)\",\"got\":\"([^\"]*)\"\\}");
  private static final int CASES = 13;

  /** A root that no bundle of a Linux machine holds, so that it is not in Wine's store already. */
  private static final String ROOT =
      "certs/microsoft-identity-verification-root-certificate-authority-2020.pem";

  @TempDir static Path scratch;

  @TestFactory
  Stream<DynamicTest> storesAndRegistry() throws Exception {
    OutsideTool.require("wine");
    Path engine = OutsideTool.require("pwsh-wine");
    Path driver = Checkout.root().resolve("test/powershell/WineStore.ps1");
    // The engine dies in Wine when its garbage collector ends dynamic methods: so it has room.
    ToolRun run =
        ToolRun.of(
            scratch,
            List.of(
                "env",
                "DOTNET_GCgen0size=0x20000000",
                engine.toString(),
                "-File",
                driver.toString(),
                windowsPath(ROOT)));
    return DriverCases.of(run, LINE, count -> assertThat(count).isEqualTo(CASES));
  }

  private static String windowsPath(String relative) throws Exception {
    Path path = Checkout.root().resolve(relative).toRealPath();
    return "Z:" + path.toString().replace('/', '\\');
  }
}
