package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.OutsideTool;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the module writes into the Root store is what a real Windows program takes: node.exe, with
 * the machine's stores, trusts a server while the server's root is imported, and only then.
 */
class WineNodeTest {
  private static final String NOT_TRUSTED = "FAIL UNABLE_TO_VERIFY_LEAF_SIGNATURE";
  private static final String STORE =
      "HKEY_LOCAL_MACHINE\\Software\\Microsoft\\SystemCertificates\\Root\\Certificates\\";
  private static final String POLICY =
      "HKEY_LOCAL_MACHINE\\Software\\Policies\\Microsoft\\SystemCertificates\\Root\\Certificates\\";

  @TempDir static Path scratch;

  private static WineHost host;
  private static TlsServer server;
  private static WindowsTlsClient client;

  @BeforeAll
  static void makeHost() throws Exception {
    OutsideTool.require("wine");
    OutsideTool.require("pwsh-wine");
    server = TlsServer.in(Files.createDirectories(scratch.resolve("server")));
    host = WineHost.in(Files.createDirectories(scratch.resolve("prefix")));
    host.windows10();
    host.stay();
    client = WindowsTlsClient.in(host, Files.createDirectories(scratch.resolve("client")));
  }

  @AfterAll
  static void end() throws Exception {
    if (server != null) {
      server.end();
    }
    if (host != null) {
      host.end();
    }
  }

  @Test
  void trustsWhileTheModuleHasTheRootInTheStore() throws Exception {
    assertThat(client.get(server.address())).isEqualTo(NOT_TRUSTED);
    assertThat(module("import")).isEqualTo("CERTIFICATE_ADDED");
    assertThat(client.get(server.address())).isEqualTo("OK 200");
    Path file = exported();
    assertThat(module("undo")).isEqualTo("CERTIFICATE_REMOVED");
    assertThat(client.get(server.address())).isEqualTo(NOT_TRUSTED);
    importedAsFile(file);
  }

  /** The same blob as a .reg file, by both importers of Windows; then in the policy's store. */
  private static void importedAsFile(Path file) throws Exception {
    host.run("reg", "import", WineHost.path(file));
    assertThat(client.get(server.address())).isEqualTo("OK 200");
    host.run("reg", "delete", STORE + thumbprint(), "/f");
    assertThat(client.get(server.address())).isEqualTo(NOT_TRUSTED);
    String text = Files.readString(file, StandardCharsets.UTF_16);
    Path policy = scratch.resolve("policy.reg");
    Files.write(
        policy, ("\uFEFF" + text.replace(STORE, POLICY)).getBytes(StandardCharsets.UTF_16LE));
    host.run("regedit", "/S", WineHost.path(policy));
    assertThat(client.get(server.address())).isEqualTo("OK 200");
    host.run("reg", "delete", POLICY + thumbprint(), "/f");
    assertThat(client.get(server.address())).isEqualTo(NOT_TRUSTED);
  }

  private static Path exported() throws Exception {
    Path file = scratch.resolve("root.reg");
    host.run("reg", "export", STORE + thumbprint(), WineHost.path(scratch) + "\\root.reg", "/y");
    assertThat(Files.readString(file, StandardCharsets.UTF_16)).contains(STORE + thumbprint());
    return file;
  }

  private static String module(String what) throws Exception {
    ToolRun run = host.script("WineTrust.ps1", WineHost.path(server.root()), what);
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    return run.out().strip();
  }

  private static String thumbprint() throws Exception {
    try (InputStream in = Files.newInputStream(server.root())) {
      X509Certificate root =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(root.getEncoded());
      return HexFormat.of().withUpperCase().formatHex(digest);
    }
  }
}
