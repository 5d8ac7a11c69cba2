package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.registry.CertificateBlob;
import io.airgapkit.builder.registry.RegFile;
import io.airgapkit.builder.registry.RegistryEntry;
import io.airgapkit.outside.OutsideTool;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The registry files of a kit in a Windows by Wine, by both of its importers, read back value by
 * value; what its certificate code then sees; and what a real Windows program trusts.
 */
class WinePolicyTest {
  private static final String HIVE = "HKEY_LOCAL_MACHINE\\Software\\";
  private static final String MACHINE =
      "Software\\Microsoft\\SystemCertificates\\Root\\Certificates";
  private static final String POLICY = PolicyKits.STORES + "Root\\Certificates";

  @TempDir static Path scratch;

  private static WineHost host;

  @BeforeAll
  static void makeHost() throws Exception {
    OutsideTool.require("wine");
    OutsideTool.require("pwsh-wine");
    host = WineHost.in(Files.createDirectories(scratch.resolve("prefix")));
    host.windows10();
    host.stay();
  }

  @AfterAll
  static void end() throws Exception {
    if (host != null) {
      host.end();
    }
  }

  @Test
  void theMachinesStoresGainExactlyTheKitsCertificates() throws Exception {
    BuiltKit kit = SharedKits.quickStart();
    Set<String> before = stores();
    byte[] file = PolicyKits.artefacts(kit, "apply").get("machine-stores.reg");
    load(file, "reg", "import");
    assertThat(export("Microsoft\\SystemCertificates"))
        .containsAllEntriesOf(RegistryExport.values(file));

    Set<String> gained = stores();
    gained.removeAll(before);
    Set<String> kits = new TreeSet<>();
    for (Map.Entry<String, byte[]> entry : kit.entries().entrySet()) {
      if (entry.getKey().startsWith("certs/")) {
        String store = entry.getKey().startsWith("certs/Root/") ? "Root " : "CA ";
        kits.add(store + thumbprint(entry.getValue()));
      }
    }
    assertThat(gained).isEqualTo(kits).hasSize(11);

    load(PolicyKits.artefacts(kit, "remove").get("machine-stores.reg"), "regedit", "/S");
    assertThat(stores()).isEqualTo(before);
  }

  @Test
  void policyComesAndGoesValueByValue() throws Exception {
    BuiltKit kit = PolicyKits.full();
    byte[] file = PolicyKits.artefacts(kit, "apply").get("policy.reg");
    Map<String, String> meant = RegistryExport.values(file);
    assertThat(meant).hasSize(16);
    for (String[] importer : new String[][] {{"reg", "import"}, {"regedit", "/S"}}) {
      load(file, importer);
      Map<String, String> there = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      there.putAll(export("Policies\\Microsoft\\SystemCertificates"));
      there.putAll(export("Microsoft\\SystemCertificates\\AuthRoot\\AutoUpdate"));
      assertThat(there).isEqualTo(meant);

      load(PolicyKits.artefacts(kit, "remove").get("policy.reg"), importer);
      assertThat(export("Policies\\Microsoft\\SystemCertificates")).isEmpty();
      assertThat(export("Microsoft\\SystemCertificates\\AuthRoot\\AutoUpdate")).isEmpty();
    }
  }

  @Test
  void aWindowsProgramTrustsWhatTheFilesBringAndNoLonger() throws Exception {
    TlsServer server = TlsServer.in(Files.createDirectories(scratch.resolve("server")));
    try {
      WindowsTlsClient client =
          WindowsTlsClient.in(host, Files.createDirectories(scratch.resolve("client")));
      assertThat(client.get(server.address())).startsWith("FAIL UNABLE_TO_VERIFY");
      for (String store : List.of(MACHINE, POLICY)) {
        load(RegFile.write(List.of(blob(store, server.root()))), "reg", "import");
        assertThat(client.get(server.address())).as(store).isEqualTo("OK 200");
        String thumbprint = thumbprint(der(server.root()));
        byte[] undo = RegFile.write(List.of(RegistryEntry.deleteKeys(store, List.of(thumbprint))));
        load(undo, "regedit", "/S");
        assertThat(client.get(server.address())).as(store).startsWith("FAIL UNABLE_TO_VERIFY");
      }
    } finally {
      server.end();
    }
  }

  private static RegistryEntry blob(String store, Path root) throws Exception {
    CertificateBlob blob = CertificateBlob.of(der(root), Optional.of("a test"), List.of());
    return RegistryEntry.binary(store + "\\" + blob.thumbprint(), "Blob", blob.bytes());
  }

  private static byte[] der(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
    }
  }

  private static String thumbprint(byte[] der) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-1").digest(der);
    return HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
  }

  private static void load(byte[] file, String... importer) throws Exception {
    Path path = Files.write(scratch.resolve("import.reg"), file);
    ToolRun run = host.run(importer[0], importer[1], WineHost.path(path));
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
  }

  /** Wine's own export of what is below a key of Software; empty if there is none. */
  private static Map<String, String> export(String key) throws Exception {
    Path file = scratch.resolve("export.reg");
    Files.deleteIfExists(file);
    host.run("reg", "export", HIVE + key, WineHost.path(scratch) + "\\export.reg", "/y");
    return Files.exists(file) ? RegistryExport.values(Files.readAllBytes(file)) : Map.of();
  }

  private static Set<String> stores() throws Exception {
    ToolRun run = host.script("WineStores.ps1");
    assertThat(run.exit()).as(run.err()).isZero();
    Set<String> out = new TreeSet<>(run.out().lines().map(String::strip).toList());
    assertThat(out).as("Wine brings this machine's bundle").isNotEmpty();
    return out;
  }
}
