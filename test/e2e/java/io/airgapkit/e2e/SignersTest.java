package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.OutsideTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kits by keys of one's own. */
class SignersTest {
  @TempDir Path folder;

  @Test
  void keysAreForTheirOwnerOnly() throws Exception {
    Path keys = SharedKits.keys();
    assertThat(Tree.names(keys))
        .containsExactly(
            "anchor.cer",
            "anchor.pem",
            "builder.p12",
            "root.p12",
            "root.pem",
            "scripts.p12",
            "scripts.pem");
    for (String secret : List.of("builder.p12", "root.p12", "scripts.p12")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve(secret))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void keysThatExistAreNotReplaced() throws Exception {
    Map<String, String> before = Tree.state(SharedKits.keys());
    ToolRun run =
        SharedKits.terminal(folder)
            .builder("keygen", "--out", SharedKits.keys() + "", "--passphrase", "env:P");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("OUTPUT_EXISTS");
    assertThat(Tree.state(SharedKits.keys())).isEqualTo(before);
  }

  @Test
  void aKitOfOnesOwnKeysIsOfProductionGrade() throws Exception {
    BuiltKit kit = SharedKits.production();
    assertThat(kit.run().err()).doesNotContain("warning");
    assertThat(Files.readAllBytes(SharedKits.keys().resolve("anchor.cer")))
        .isEqualTo(Files.readAllBytes(kit.pack().resolve("anchor.cer")));
    assertThat(Tree.names(kit.out())).containsExactly("kit", "transfer.txt", "verifier-pack");
    Report report = verify(kit, kit.anchor());
    report.hasOutcome(0, "FLOOR_NOT_CHECKED");
    assertThat(report.run().out()).contains("\"grade\": \"production\"");
  }

  @Test
  void withoutAScriptSigner() throws Exception {
    ToolRun run =
        SharedKits.terminal(folder).builder(SharedKits.buildUnsignedScripts("out", "--json"));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).contains("warning: no --script-signer").contains("NOT signed");
    assertThat(run.out()).contains("\"scripts_signed\": false");
    BuiltKit kit = new BuiltKit(folder.resolve("out"), run);
    kit.entries()
        .forEach(
            (path, bytes) ->
                assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .as(path)
                    .doesNotContain("# SIG #"));
    verify(kit, kit.anchor()).hasOutcome(0, "FLOOR_NOT_CHECKED");
  }

  /** Each alone is enough as an anchor; a key that was made on the spot marks the whole kit. */
  @Test
  void twoSigners() throws Exception {
    Path quick = SharedKits.quickStart().out().resolve("keys");
    ToolRun run =
        SharedKits.terminal(folder)
            .builder(
                SharedKits.buildUnsignedScripts(
                    "out",
                    "--signer",
                    quick.resolve("quick-start.p12") + "",
                    "--passphrase",
                    "file:" + quick.resolve("quick-start.passphrase")));
    assertThat(run.exit()).as(run.err()).isZero();
    BuiltKit kit = new BuiltKit(folder.resolve("out"), run);
    assertThat(Tree.names(kit.out().resolve("kit")).stream().filter(n -> n.endsWith(".p7s")))
        .hasSize(2);
    String first = SharedKits.production().anchor();
    String second = SharedKits.quickStart().anchor();
    assertThat(kit.anchor()).isEqualTo(first);
    verify(kit, first)
        .hasOutcome(0, "SIGNER_NOT_FOR_PRODUCTION", "SIGNER_NOT_ANCHORED", "FLOOR_NOT_CHECKED");
    verify(kit, second)
        .hasOutcome(0, "SIGNER_NOT_FOR_PRODUCTION", "SIGNER_NOT_ANCHORED", "FLOOR_NOT_CHECKED");
    verify(kit, first, "--anchor", second)
        .hasOutcome(0, "SIGNER_NOT_FOR_PRODUCTION", "FLOOR_NOT_CHECKED");
  }

  /** One key in two certificates signs nothing; nor does a certification authority. */
  @Test
  void signersThatAreMoreThanOneSignerAreRefused() throws Exception {
    Path openssl = OutsideTool.require("openssl");
    keyStore(openssl, "both", "-newkey", "rsa:3072", "CA:FALSE");
    keyStore(openssl, "twin", "-key", "both.key", "CA:FALSE");
    keyStore(openssl, "ca", "-newkey", "rsa:3072", "CA:TRUE");
    assertThat(Files.readAllBytes(folder.resolve("twin.pem")))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("both.pem")));
    for (String scripts : List.of("both.p12", "twin.p12")) {
      refused(1, "SIGNERS_SHARE_KEY", "both.p12", scripts);
      Refusal.in(
              folder,
              () ->
                  terminal()
                      .builder(
                          "pack",
                          "--out",
                          "out",
                          "--anchor",
                          "both.pem",
                          "--script-signer",
                          scripts,
                          "--script-passphrase",
                          "env:P"))
          .says(1, "SIGNERS_SHARE_KEY");
    }
    refused(1, "CERTIFICATE_IS_CA", "ca.p12", SharedKits.keys().resolve("scripts.p12") + "");
    refused(1, "CERTIFICATE_IS_CA", SharedKits.keys().resolve("builder.p12") + "", "ca.p12");
  }

  private void refused(int exit, String code, String manifests, String scripts) throws Exception {
    Refusal refusal =
        Refusal.in(
            folder,
            () ->
                terminal()
                    .builder(
                        "build",
                        "acs",
                        "--out",
                        "out",
                        "--signer",
                        manifests,
                        "--passphrase",
                        "env:P",
                        "--script-signer",
                        scripts,
                        "--script-passphrase",
                        "env:P"));
    assertThat(refusal.run().exit()).as(refusal.run().err()).isEqualTo(exit);
    assertThat(refusal.run().err()).contains(code);
  }

  private Terminal terminal() {
    return SharedKits.terminal(folder);
  }

  private void keyStore(Path openssl, String name, String how, String key, String constraints)
      throws Exception {
    List<String> request =
        new ArrayList<>(List.of(openssl + "", "req", "-x509", "-noenc", "-subj", "/CN=" + name));
    request.addAll(List.of("-days", "30", "-out", name + ".pem", how, key));
    if (how.equals("-newkey")) {
      request.addAll(List.of("-keyout", name + ".key"));
    }
    request.addAll(
        List.of(
            "-addext",
            "basicConstraints=critical," + constraints,
            "-addext",
            "keyUsage=critical,digitalSignature",
            "-addext",
            "extendedKeyUsage=codeSigning,1.3.6.1.5.5.7.3.36"));
    mustRun(request.toArray(String[]::new));
    String from = how.equals("-newkey") ? name + ".key" : key;
    mustRun(
        openssl + "",
        "pkcs12",
        "-export",
        "-inkey",
        from,
        "-in",
        name + ".pem",
        "-out",
        name + ".p12",
        "-passout",
        "env:P");
  }

  private void mustRun(String... command) throws Exception {
    ToolRun run = terminal().run(command);
    assertThat(run.exit()).as(run.err()).isZero();
  }

  @Test
  void keysThatOthersCanReadAreWarnedOfAndUsed() throws Exception {
    Path keys = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxrwxr-x"));
    Path store = Files.copy(SharedKits.keys().resolve("builder.p12"), keys.resolve("b.p12"));
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-r-----"));
    ToolRun run =
        terminal()
            .builder(
                "pack", "--out", "out", "--signer", store + "", "--passphrase", "env:P", "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err().lines().filter(l -> l.contains("open to other users"))).hasSize(2);
    assertThat(SharedKits.quickStart().run().err()).doesNotContain("warning");
    Path quick = SharedKits.quickStart().out().resolve("keys");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(quick)))
        .isEqualTo("rwx------");
  }

  private Report verify(BuiltKit kit, String anchor, String... more) throws Exception {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("verify", kit.zip().toString(), "--json", "--anchor", anchor));
    words.addAll(List.of(more));
    return Report.of(Terminal.in(folder).verifier(words.toArray(String[]::new)));
  }
}
