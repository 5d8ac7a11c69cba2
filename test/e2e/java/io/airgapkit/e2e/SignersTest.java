package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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

  private Report verify(BuiltKit kit, String anchor, String... more) throws Exception {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("verify", kit.zip().toString(), "--json", "--anchor", anchor));
    words.addAll(List.of(more));
    return Report.of(Terminal.in(folder).verifier(words.toArray(String[]::new)));
  }
}
