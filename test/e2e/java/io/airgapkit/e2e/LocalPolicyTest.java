package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the builder writes for Group Policy is what the kit's module takes, and gives back. */
class LocalPolicyTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"pwsh", "pwsh51"})
  void theModuleTakesTheBuildersPolicyAndGivesItBack(String engine) throws Exception {
    BuiltKit kit = PolicyKits.full();
    for (Map.Entry<String, byte[]> entry : kit.entries().entrySet()) {
      if (entry.getKey().startsWith("certs/")) {
        Path file = folder.resolve(entry.getKey());
        Files.createDirectories(file.getParent());
        Files.write(file, entry.getValue());
      }
    }
    Files.write(
        folder.resolve("registry.pol"),
        PolicyKits.artefacts(kit, "apply").get("DomainSysvol/GPO/Machine/registry.pol"));
    ToolRun run =
        ToolRun.of(
            folder,
            List.of(
                OutsideTool.require(engine).toString(),
                "-NoProfile",
                "-File",
                Checkout.root().resolve("test/powershell/RealPolicy.ps1").toString(),
                folder.toString()));
    assertThat(run.out().lines())
        .as(run.err())
        .containsExactly("APPLIED", "FILE_IS_OURS", "GONE", "OTHERS_FIRST", "AS_BEFORE");
    assertThat(run.exit()).isZero();
  }
}
