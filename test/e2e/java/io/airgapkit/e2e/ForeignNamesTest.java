package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.windows.WindowsProduct;
import io.airgapkit.outside.OutsideTool;
import io.airgapkit.vectors.Foreign;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and words of a stranger's, on the streams of the finished tools. */
class ForeignNamesTest {
  private static final String X = Foreign.TEXT;

  @TempDir Path folder;
  private BuiltKit kit;
  private Path zip;
  private Path anchor;

  @BeforeEach
  void prepare() throws Exception {
    kit = SharedKits.production();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    zip = Files.copy(kit.zip(), Files.createDirectory(folder.resolve("kit")).resolve(X));
    anchor = Files.copy(kit.anchorPem(), folder.resolve(X + ".pem"));
    Files.writeString(
        folder.resolve(X + ".json"), "{ \"" + X.replaceAll("[\\x00-\\x1f]", "") + "\": 1 }");
  }

  /**
   * Exit code, then how often a true VERIFIED stands there, then words: X the text, KIT and FILE a
   * kit and an anchor of that name, ANCHOR the digest.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0|1|verify|KIT|--anchor|ANCHOR",
        "0|1|verify|KIT|--anchor|FILE|--for|audit",
        "0|0|verify|KIT|--anchor|ANCHOR|--json",
        "0|1|extract|KIT|--to|X|--anchor|ANCHOR",
        "0|0|inspect|KIT",
        "1|0|verify|FILE|--anchor|ANCHOR",
        "3|0|verify|X|--anchor|ANCHOR",
        "2|0|verify|KIT|--anchor|KIT",
        "2|0|verify|KIT|--X"
      })
  void ofTheVerifier(String row) throws Exception {
    assertHarmless(row, prompt().run(Terminal.verifierCommand(words(row))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0|0|build|acs|--quick-start|--out|X",
        "0|0|build|acs|--quick-start|--out|X|--json",
        "1|0|build|acs|--quick-start|--out|kit",
        "1|0|build|acs|--quick-start|--out|X|--reference|X",
        "0|0|pack|--anchor|FILE|--out|X",
        "0|0|keygen|--out|X|--passphrase|env:P",
        "1|0|plan|X.json",
        "3|0|plan|X/X.json",
        "1|0|plan|acs|--policy|X=X",
        "2|0|plan|acs|--X",
        "2|0|X",
        "0|1|verify|KIT|--anchor|ANCHOR"
      })
  void ofTheBuilder(String row) throws Exception {
    assertHarmless(row, prompt().thatMakesKeys().run(Terminal.builderCommand(words(row))));
  }

  @Test
  void ofTheLauncher() throws Exception {
    ToolRun run = prompt().with("JAVA_HOME", X).run(Terminal.builderCommand("plan", "acs"));
    assertHarmless("3|0", run);
  }

  /** Where the locale knows nothing but ASCII, a name is no path, or not that file's. */
  @ParameterizedTest
  @ValueSource(
      strings = {"3|0|plan|X/X.json", "3|0|verify|X|--anchor|ANCHOR", "2|0|plan|acs|--certs|X"})
  void withoutALocale(String row) throws Exception {
    ToolRun run = prompt().with("LC_ALL", "C").run(Terminal.builderCommand(words(row)));
    assertThat(run.exit()).as(run.err()).isIn(2, 3);
    assertHarmless(run.exit() + row.substring(1), run);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0|1|KIT|-Anchor|ANCHOR",
        "0|1|KIT|-Anchor|FILE|-For|Audit",
        "0|0|KIT|-Anchor|ANCHOR|-Json",
        "0|1|KIT|-Extract|-To|X|-Anchor|ANCHOR",
        "1|0|FILE|-Anchor|ANCHOR",
        "3|0|X|-Anchor|ANCHOR",
        "2|0|KIT|-Anchor|KIT",
        "2|0|KIT|-Anchor|ANCHOR|-For|X",
        "2|0|KIT|-Anchor|ANCHOR|-X",
        "2|0|KIT|-Anchor|X|X",
        "1|0|-Manifest|KIT|-Signature|FILE|-Anchor|ANCHOR"
      })
  void ofVerifyKit(String row) throws Exception {
    Path script =
        Files.write(folder.resolve("Verify-Kit.ps1"), WindowsProduct.of("Verify-Kit.ps1").bytes());
    String engine = OutsideTool.require("pwsh51").toString();
    List<String> all = new ArrayList<>(List.of(engine, "-NoProfile", "-File", script.toString()));
    all.addAll(List.of(words(row)));
    assertHarmless(row, prompt().run(all));
  }

  private Terminal prompt() {
    return SharedKits.terminal(folder).with("LC_ALL", "C.UTF-8");
  }

  private String[] words(String row) throws Exception {
    String[] cells = row.split("\\|");
    String[] words = new String[cells.length - 2];
    for (int i = 2; i < cells.length; i++) {
      words[i - 2] =
          switch (cells[i]) {
            case "KIT" -> zip.toString();
            case "FILE" -> anchor.toString();
            case "ANCHOR" -> kit.anchor();
            default -> cells[i].replace("X", X);
          };
    }
    return words;
  }

  private static void assertHarmless(String row, ToolRun run) {
    String[] cells = row.split("\\|");
    String verdict = "VERIFIED    these are exactly the signer's bytes(, ANCHOR NOT COMPARED)?\n";
    List<String> said = List.of((run.out() + run.err()).split("(?m)^" + verdict, -1));
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(Integer.parseInt(cells[0]));
    assertThat(said).as(run.out()).hasSize(1 + Integer.parseInt(cells[1]));
    assertThat(said).allSatisfy(part -> assertThat(Foreign.harm(part)).isEmpty());
  }
}
