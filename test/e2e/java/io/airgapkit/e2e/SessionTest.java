package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a verified kit, and again. */
class SessionTest {
  private static final String NOT_CHECKED = "FLOOR_NOT_CHECKED";
  private static final String FOR_TRYING = "SIGNER_NOT_FOR_PRODUCTION";

  @TempDir Path folder;
  private static BuiltKit kit;

  @BeforeAll
  static void build() throws Exception {
    kit = SharedKits.quickStart();
  }

  @Test
  void whatABuildLeavesBehind() throws Exception {
    String id = kit.id();
    assertThat(id).matches("acs-20[0-9]{6}T[0-9]{6}Z");
    assertThat(kit.keyName()).matches("[0-9a-f]{16}");
    assertThat(Tree.files(kit.out()).keySet())
        .containsExactlyInAnyOrder(
            "kit/" + id + ".zip",
            "kit/" + id + ".manifest.json",
            "kit/" + id + "." + kit.keyName() + ".p7s",
            "verifier-pack/Legacy-Host.cmd",
            "verifier-pack/SHA256SUMS",
            "verifier-pack/SHEET.html",
            "verifier-pack/SHEET.txt",
            "verifier-pack/START-HERE.cmd",
            "verifier-pack/Start-Here.ps1",
            "verifier-pack/Test-Pack.ps1",
            "verifier-pack/Verify-Kit.ps1",
            "verifier-pack/anchor.cer",
            "verifier-pack/anchor.pem",
            "verifier-pack/kit-verifier.jar",
            "transfer.txt",
            "keys/quick-start.p12",
            "keys/quick-start-scripts.p12",
            "keys/quick-start.passphrase",
            "keys/quick-start-anchor.pem",
            "keys/quick-start-anchor.cer",
            "keys/quick-start-root.pem");
    assertThat(kit.pack().resolve("kit-verifier.jar"))
        .hasSameBinaryContentAs(Terminal.verifierJar());
  }

  @Test
  void copiesBesideTheKitAreThoseInIt() throws Exception {
    Map<String, byte[]> entries = kit.entries();
    assertThat(entries.get("META/manifest.json")).isEqualTo(Files.readAllBytes(kit.manifest()));
    assertThat(entries.get("META/signatures/" + kit.keyName() + ".p7s"))
        .isEqualTo(Files.readAllBytes(kit.signature()));
  }

  /** Printed and on the transfer sheet in groups: digests without the blanks. */
  @Test
  void digestsToReadOut() throws Exception {
    String sheet = Files.readString(kit.out().resolve("transfer.txt"), StandardCharsets.US_ASCII);
    for (String text : List.of(sheet, kit.run().out())) {
      String digits = text.replaceAll("\\s", "");
      assertThat(digits).contains("anchor" + kit.anchorDigest());
      assertThat(digits).contains("kitdigest" + kit.kitDigest());
    }
  }

  @Test
  void theCommandThatIsPrintedVerifiesTheKit() throws Exception {
    String talk = kit.run().err();
    String command = talk.substring(talk.indexOf("java -jar "));
    Path home = kit.out().getParent();
    ToolRun run = Terminal.in(home).run("sh", "-c", command);
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
  }

  @Test
  void aTypedDigestIsEnough() throws Exception {
    Report report = verify(kit.anchor());
    report.hasOutcome(0, FOR_TRYING, NOT_CHECKED);
    assertThat(report.says("authentic", true)).isTrue();
    String spoken = "SHA256:" + kit.anchorDigest().toUpperCase().replaceAll("..(?=.)", "$0:");
    verify(spoken).hasOutcome(0, FOR_TRYING, NOT_CHECKED);
    ToolRun text = Terminal.in(folder).verifier("verify", kit.zip() + "", "--anchor", spoken);
    assertThat(text.exit()).isZero();
    assertThat(text.out()).containsPattern("(?m)^VERIFIED ").containsPattern("(?m)^APPLY ");
  }

  @Test
  void anAnchorFileWasComparedByNobody() throws Exception {
    String file = kit.anchorPem().toString();
    verify(file, "--for", "apply").hasOutcome(1, "ANCHOR_NOT_COMPARED", FOR_TRYING, NOT_CHECKED);
    verify(file, "--for", "audit").hasOutcome(0, "ANCHOR_NOT_COMPARED", FOR_TRYING, NOT_CHECKED);
    verify(file, "--anchor", kit.anchor()).hasOutcome(0, FOR_TRYING, NOT_CHECKED);
    verify(kit.pack().resolve("anchor.cer").toString(), "--for", "audit")
        .hasOutcome(0, "ANCHOR_NOT_COMPARED", FOR_TRYING, NOT_CHECKED);
  }

  /** Who reads only the last line must read it there. */
  @Test
  void theVerdictItselfSaysThatNobodyComparedTheAnchor() throws Exception {
    for (String purpose : List.of("audit", "apply")) {
      assertThat(verdict(purpose, "verify", kit.zip() + "").get(0))
          .startsWith("VERIFIED ")
          .endsWith("ANCHOR NOT COMPARED");
      String[] alone = {
        "verify", "--manifest", kit.manifest() + "", "--signature", kit.signature() + ""
      };
      assertThat(verdict(purpose, alone).get(0))
          .startsWith("MANIFEST VERIFIED ")
          .endsWith("PAYLOAD NOT CHECKED, ANCHOR NOT COMPARED");
    }
  }

  private List<String> verdict(String purpose, String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--anchor", kit.anchorPem().toString(), "--for", purpose));
    ToolRun run = Terminal.in(folder).verifier(words.toArray(String[]::new));
    return run.out().lines().filter(l -> l.contains("VERIFIED ")).toList();
  }

  @Test
  void anotherAnchor() throws Exception {
    String other = kit.anchor().substring(0, 70) + (kit.anchor().endsWith("0") ? "1" : "0");
    Report report = verify(other);
    report.hasOutcome(1, "SIGNER_NOT_TRUSTED");
    assertThat(report.says("authentic", false)).isTrue();
    verify(other, "--for", "audit").hasOutcome(1, "SIGNER_NOT_TRUSTED");
  }

  @Test
  void noAnchorNoVerdict() throws Exception {
    ToolRun run = Terminal.in(folder).verifier("verify", kit.zip().toString());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no trust anchor");
  }

  @Test
  void noKit() throws Exception {
    ToolRun run = Terminal.in(folder).verifier("verify", "absent.zip", "--anchor", kit.anchor());
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("absent.zip");
  }

  /** Whoever brings the kit could bring such an anchor too: below it, or behind a link. */
  @Test
  void anAnchorFromTheKitsOwnFolder() throws Exception {
    Path place = folder.resolve("medium");
    Tree.copy(kit.out().resolve("kit"), place);
    Path zip = place.resolve(kit.zip().getFileName());
    Files.createDirectory(place.resolve("deep"));
    Files.copy(kit.anchorPem(), place.resolve("deep/anchor.pem"));
    Files.copy(kit.anchorPem(), place.resolve("anchor.pem"));
    Path link = Files.createSymbolicLink(folder.resolve("link.pem"), place.resolve("anchor.pem"));
    for (Path anchor :
        List.of(place.resolve("anchor.pem"), place.resolve("deep/anchor.pem"), link)) {
      for (String purpose : List.of("apply", "audit")) {
        ToolRun run =
            Terminal.in(folder)
                .verifier("verify", zip + "", "--anchor", anchor + "", "--for", purpose);
        assertThat(run.exit()).as("%s %s", anchor, purpose).isEqualTo(2);
        assertThat(run.err()).contains("ANCHOR_BESIDE_KIT");
      }
    }
  }

  @Test
  void theBuilderVerifiesInTheSameWords() throws Exception {
    String[] words = {"verify", kit.zip().toString(), "--anchor", kit.anchor()};
    ToolRun builder = Terminal.in(folder).builder(words);
    ToolRun verifier = Terminal.in(folder).verifier(words);
    assertThat(builder.exit()).isEqualTo(verifier.exit());
    assertThat(withoutClock(builder.out())).isEqualTo(withoutClock(verifier.out()));
  }

  @Test
  void theManifestAlone() throws Exception {
    Report report =
        Report.of(
            Terminal.in(folder)
                .verifier(
                    "verify",
                    "--json",
                    "--manifest",
                    kit.manifest() + "",
                    "--signature",
                    kit.signature() + "",
                    "--anchor",
                    kit.anchor()));
    report.hasOutcome(0, FOR_TRYING, NOT_CHECKED, "PAYLOAD_NOT_CHECKED");
    assertThat(report.says("payload_checked", false)).isTrue();
  }

  @Test
  void theSameCommandAgain() throws Exception {
    Map<String, String> before = Tree.state(kit.out().getParent());
    ToolRun run =
        Terminal.in(kit.out().getParent()).builder("build", "acs", "--quick-start", "--out", "out");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("out exists").contains("--force");
    assertThat(run.out()).isEmpty();
    assertThat(Tree.state(kit.out().getParent())).isEqualTo(before);
  }

  @Test
  void forceReplacesTheKitAndNothingElse() throws Exception {
    Path out = folder.resolve("out");
    Tree.copy(kit.out(), out);
    Files.writeString(out.resolve("notes.txt"), "mine");
    Files.createDirectory(out.resolve("more"));
    Files.writeString(out.resolve("kit/leftover"), "of an earlier build");
    Map<String, String> keys = Tree.state(out.resolve("keys"));
    ToolRun run =
        Terminal.in(folder)
            .with("SOURCE_DATE_EPOCH", "1767225600")
            .builder("build", "acs", "--quick-start", "--out", "out", "--force");
    assertThat(run.exit()).as(run.err()).isZero();
    BuiltKit again = new BuiltKit(out, run);
    assertThat(again.id()).isEqualTo("acs-20260101T000000Z");
    assertThat(again.anchorDigest()).isEqualTo(kit.anchorDigest());
    assertThat(Tree.state(out.resolve("keys"))).isEqualTo(keys);
    assertThat(Tree.names(out))
        .containsExactly("keys", "kit", "more", "notes.txt", "transfer.txt", "verifier-pack");
    assertThat(Tree.names(out.resolve("kit"))).hasSize(3);
    assertThat(Tree.names(folder)).containsExactly("out");
  }

  /** The folder behind a link may lie on another disk, where renaming from here is no one step. */
  @Test
  void forceThroughALink() throws Exception {
    Path real = Files.createDirectories(folder.resolve("disk/real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("disk/real"));
    for (String more : List.of("--json", "--force")) {
      ToolRun run =
          SharedKits.terminal(folder).builder(SharedKits.buildUnsignedScripts("link", more));
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(Files.isSymbolicLink(link)).isTrue();
      assertThat(Tree.names(real)).containsExactly("kit", "transfer.txt", "verifier-pack");
      assertThat(Tree.names(real.resolve("kit"))).hasSize(3);
    }
    assertThat(Tree.names(folder)).containsExactly("disk", "link");
    assertThat(Tree.names(folder.resolve("disk"))).containsExactly("real");
  }

  private Report verify(String anchor, String... more) throws Exception {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("verify", kit.zip().toString(), "--json", "--anchor", anchor));
    words.addAll(List.of(more));
    return Report.of(Terminal.in(folder).verifier(words.toArray(String[]::new)));
  }

  private static String withoutClock(String report) {
    return Pattern.compile("(?m)^clock here .*$").matcher(report).replaceAll("");
  }
}
