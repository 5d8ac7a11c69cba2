package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Kits whose Group Policy files outside tools look at, and what such files have to say. */
final class PolicyKits {
  static final String STORES = "Software\\Policies\\Microsoft\\SystemCertificates\\";
  static final String ROOT_SHA1 = "F40042E2E5F7E8EF8189FED15519AECE42C3BFA2";

  private static BuiltKit full;

  private PolicyKits() {}

  /** Every kind of thing policy can set: certificates, both kinds of value, the signer's trust. */
  static synchronized BuiltKit full() throws IOException, InterruptedException {
    if (full == null) {
      Path keys = SharedKits.keys();
      ToolRun run =
          SharedKits.terminal(SharedKits.home())
              .builder(
                  SharedKits.build(
                      "policy",
                      "--with",
                      "digicert-trusted-root-g4",
                      "--policy",
                      "disable-root-auto-update",
                      "--policy",
                      "root-dir-url=file://server/roots",
                      "--trust-publisher",
                      keys.resolve("scripts.pem").toString(),
                      "--trust-publisher-root",
                      keys.resolve("root.pem").toString()));
      assertThat(run.exit()).as(run.err()).isZero();
      full = new BuiltKit(SharedKits.home().resolve("policy"), run);
    }
    return full;
  }

  /** Entries below {@code gpo/<direction>/}, by what follows the id of the backup or the folder. */
  static Map<String, byte[]> artefacts(BuiltKit kit, String direction) throws IOException {
    Map<String, byte[]> out = new TreeMap<>();
    String folder = "gpo/" + direction + "/";
    for (Map.Entry<String, byte[]> entry : kit.entries().entrySet()) {
      if (entry.getKey().startsWith(folder)) {
        String rest = entry.getKey().substring(folder.length());
        out.put(rest.replaceFirst("^GPOs/\\{[-0-9A-F]{36}}/", ""), entry.getValue());
      }
    }
    assertThat(out.keySet())
        .isEqualTo(
            Set.of(
                "Backup.xml",
                "DomainSysvol/GPO/Machine/registry.pol",
                "GPOs/manifest.xml",
                "bkupInfo.xml",
                "gpreport.xml",
                "lgpo.txt",
                "machine-stores.reg",
                "policy.reg"));
    return out;
  }
}
