package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.windows.WindowsProduct;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import io.airgapkit.vectors.Vector;
import io.airgapkit.vectors.Vectors;
import io.airgapkit.verifier.KitVerifier;
import io.airgapkit.verifier.output.ReportJson;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where others could exchange what is extracted, both verifiers extract nothing: real folders of
 * every owner and mode, on the way to the target and as its parent. Only root can make these.
 */
class PlaceTest {
  private static final int[] OWNERS = {0, 4711};
  private static final int[] MODES = {0700, 0755, 0775, 0757, 0777, 01755, 01775, 01777};
  private static final int STRANGER = 4711;

  @TempDir static Path scratch;
  private static Path kit;
  private static final List<Case> CASES = new ArrayList<>();

  private record Case(Path target, boolean refused) {}

  @BeforeAll
  static void prepare() throws IOException {
    if (!Files.getAttribute(scratch, "unix:uid").equals(0)) {
      OutsideTool.lacking("folders of another owner can be made by root only");
    }
    kit = Vectors.named("good").write(Files.createDirectory(scratch.resolve("good"))).subject();
    for (int owner : OWNERS) {
      for (int mode : MODES) {
        boolean strange = owner != 0;
        boolean open = (mode & 022) != 0;
        plain("parent", owner, mode, strange || open);
        plain("above", owner, mode, strange || open && (mode & 01000) == 0);
        linked(owner, mode, strange || open && (mode & 01000) == 0);
      }
      Path link = folder("link");
      made(link.resolve("real"));
      own(Files.createSymbolicLink(link.resolve("to"), Path.of("real")), owner);
      CASES.add(new Case(link.resolve("to/tree"), owner != 0));
    }
  }

  private static void plain(String which, int owner, int mode, boolean refused) throws IOException {
    Path above = made(folder("plain").resolve("above"));
    Path parent = made(above.resolve("parent"));
    give(which.equals("parent") ? parent : above, owner, mode);
    CASES.add(new Case(parent.resolve("tree"), refused));
  }

  /** The link leads from such a folder to a good one; then from a good one below such a folder. */
  private static void linked(int owner, int mode, boolean refused) throws IOException {
    Path place = folder("linked");
    Path shared = made(place.resolve("shared"));
    made(place.resolve("good"));
    made(place.resolve("good/deep"));
    made(shared.resolve("deep"));
    Files.createSymbolicLink(shared.resolve("out"), Path.of("../good/deep"));
    Files.createSymbolicLink(place.resolve("in"), shared.resolve("deep"));
    give(shared, owner, mode);
    CASES.add(new Case(shared.resolve("out/tree"), refused));
    CASES.add(new Case(place.resolve("in/tree"), refused));
  }

  private static Path folder(String kind) throws IOException {
    return made(scratch.resolve(kind + CASES.size()));
  }

  /** Whatever the umask is. */
  private static Path made(Path folder) throws IOException {
    Files.setAttribute(Files.createDirectory(folder), "unix:mode", 0755);
    return folder;
  }

  private static void give(Path path, int owner, int mode) throws IOException {
    own(path, owner);
    Files.setAttribute(path, "unix:mode", mode);
  }

  private static void own(Path path, int owner) throws IOException {
    Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
  }

  @Test
  void statesAreOfBothKinds() {
    assertThat(CASES.stream().filter(Case::refused)).hasSizeGreaterThan(30);
    assertThat(CASES.stream().filter(c -> !c.refused())).hasSizeGreaterThan(15);
  }

  @Test
  void java() throws Exception {
    for (Case one : CASES) {
      VerificationReport report = extract(one.target());
      List<String> codes = codes(report);
      assertThat(codes.contains("TARGET_PARENT_SHARED")).as(said(one)).isEqualTo(one.refused());
      assertThat(report.ok()).as(said(one)).isEqualTo(!one.refused());
      assertThat(Files.exists(one.target())).as(said(one)).isEqualTo(!one.refused());
      remove(one.target());
    }
  }

  /** The same, and the same report byte for byte. */
  @Test
  void powerShell() throws Exception {
    Map<String, String> wanted = new TreeMap<>();
    List<String> targets = new ArrayList<>();
    for (Case one : CASES) {
      VerificationReport report = extract(one.target());
      remove(one.target());
      wanted.put(one.target().toString(), ReportJson.of(report).toString().strip());
      targets.add(one.target().toString());
    }
    Path list = Files.write(scratch.resolve("targets"), targets, StandardCharsets.UTF_8);
    Path results = Files.createDirectory(scratch.resolve("results"));
    Path script =
        Files.write(scratch.resolve("Verify-Kit.ps1"), WindowsProduct.of("Verify-Kit.ps1").bytes());
    ToolRun run =
        ToolRun.of(
            scratch,
            List.of(
                OutsideTool.require("pwsh").toString(),
                "-NoProfile",
                "-File",
                Checkout.root().resolve("test/powershell/PlaceDriver.ps1").toString(),
                script.toString(),
                kit.toString(),
                anchor(),
                list.toString(),
                results.toString()));
    assertThat(run.exit()).as(run.err()).isZero();
    for (int i = 0; i < targets.size(); i++) {
      assertThat(Files.readString(results.resolve(i + ".json")).strip())
          .as(said(CASES.get(i)))
          .isEqualTo(wanted.get(targets.get(i)));
    }
  }

  /** An ordinary account: what root owns is as good as its own, what anybody else owns is not. */
  @Test
  void anOrdinaryAccount() throws Exception {
    OutsideTool.require("setpriv");
    Path place = made(scratch.resolve("ordinary"));
    // Below a folder that only root may pass, nobody else comes anywhere.
    Files.setAttribute(scratch, "unix:mode", 0755);
    Path jar = Files.copy(Terminal.verifierJar(), place.resolve("verifier.jar"));
    Path copy = Files.copy(kit, place.resolve(kit.getFileName()));
    for (int owner : new int[] {0, STRANGER, 4712}) {
      Path above = made(place.resolve("above" + owner));
      Path parent = made(above.resolve("parent"));
      give(parent, STRANGER, 0700);
      give(above, owner, 0755);
      String target = parent.resolve("tree").toString();
      ToolRun run =
          Terminal.in(place)
              .run(
                  "setpriv",
                  "--reuid=" + STRANGER,
                  "--regid=" + STRANGER,
                  "--clear-groups",
                  Terminal.java().toString(),
                  "-jar",
                  jar.toString(),
                  "extract",
                  copy.toString(),
                  "--json",
                  "--for",
                  "audit",
                  "--to",
                  target,
                  "--anchor",
                  "sha256:" + anchor());
      assertThat(run.exit()).as(owner + run.out() + run.err()).isEqualTo(owner == 4712 ? 1 : 0);
      assertThat(run.out().contains("TARGET_PARENT_SHARED")).isEqualTo(owner == 4712);
    }
  }

  private static VerificationReport extract(Path target) throws Exception {
    return new KitVerifier(
            List.of(Anchor.typed(anchor())), now().getEpochSecond(), Purpose.APPLY, Progress.NONE)
        .extract(kit, target);
  }

  private static void remove(Path target) throws IOException {
    if (Files.exists(target)) {
      Tree.remove(target);
    }
  }

  private static List<String> codes(VerificationReport report) {
    return report.findings().stream().map(Finding::code).map(Enum::name).toList();
  }

  private static String said(Case one) throws IOException {
    StringBuilder out = new StringBuilder();
    for (Path path = one.target().getParent(); !path.equals(scratch); path = path.getParent()) {
      Map<String, Object> facts =
          Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
      out.append(path.getFileName())
          .append(' ')
          .append(facts.get("uid"))
          .append(' ')
          .append(Integer.toOctalString((int) facts.get("mode")))
          .append("; ");
    }
    return out.toString();
  }

  private static String anchor() {
    return good().anchors().get(0);
  }

  private static java.time.Instant now() {
    return good().now();
  }

  private static Vector good() {
    return Vectors.named("good");
  }
}
