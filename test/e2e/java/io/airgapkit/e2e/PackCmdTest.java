package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.Sha256;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** START-HERE.cmd and Legacy-Host.cmd in Wine's cmd.exe, certutil and PowerShell stood in for. */
class PackCmdTest {
  private static final String LEGACY = "\"C:\\Program Files\\AirgapKit\\Legacy-Host.cmd\"";
  private static final String START = "\"C:\\Program Files\\AirgapKit\\START-HERE.cmd\"";

  @TempDir static Path scratch;

  private static WineHost host;
  private static Path fake;
  private static Path legacy;

  @BeforeAll
  static void makeHost() throws Exception {
    OutsideTool.require("wine");
    host = WineHost.in(Files.createDirectories(scratch.resolve("prefix")));
    fake = host.drive().resolve("fake");
    legacy = host.drive().resolve("Program Files/AirgapKit-Legacy");
    host.install(SharedKits.quickStart().pack(), WineHost.PLACE);
    host.install(SharedKits.quickStart().pack(), "medium");
  }

  @AfterAll
  static void end() throws Exception {
    if (host != null) {
      host.end();
    }
  }

  @BeforeEach
  void freshHost() throws IOException {
    for (Path path : List.of(legacy, fake.resolve("stores"), host.drive().resolve("kit"))) {
      if (Files.exists(path)) {
        Tree.remove(path);
      }
    }
    for (String quirk : List.of("FAKE_NO_SHA256", "FAKE_ADD_NOTHING", "started.txt")) {
      Files.deleteIfExists(fake.resolve(quirk));
    }
  }

  @Test
  void startHereAsksForNoRightsOnAMedium() throws Exception {
    ToolRun run = host.plain("\"C:\\medium\\START-HERE.cmd\"");

    assertThat(run.exit()).as(run.out()).isOne();
    assertThat(run.out()).contains("PACK_NOT_INSTALLED", "copy /b", "icacls.exe");
    assertThat(host.plain("\"C:\\medium\\START-HERE.cmd\" /elevated", "").exit()).isOne();
    assertThat(fake.resolve("started.txt")).doesNotExist();
  }

  @Test
  void startHereStartsPowerShellWithoutWhatTheUserCouldHaveSet() throws Exception {
    String line =
        String.join(
            "\r\n",
            "set COR_ENABLE_PROFILING=1",
            "set COR_PROFILER={0}",
            "set COMPlus_Version=v1",
            "set DOTNET_STARTUP_HOOKS=C:\\evil.dll",
            "set PSExecutionPolicyPreference=Bypass",
            "set PATH=C:\\evil",
            "set ComSpec=C:\\evil.exe",
            START);
    ToolRun run = host.plain(line);
    String started = Files.readString(fake.resolve("started.txt"), StandardCharsets.ISO_8859_1);

    assertThat(run.exit()).as(run.out()).isEqualTo(7);
    assertThat(started.lines().findFirst().orElseThrow().strip())
        .isEqualTo(
            "-NoProfile -ExecutionPolicy RemoteSigned"
                + " -File \"C:\\Program Files\\AirgapKit\\Start-Here.ps1\"");
    assertThat(started.toUpperCase(Locale.ROOT))
        .doesNotContain("COR_", "COMPLUS_", "DOTNET_", "EVIL", "BYPASS");

    assertThat(host.elevated(START + " /elevated", "").exit()).isEqualTo(7);
    assertThat(Files.readString(fake.resolve("started.txt"), StandardCharsets.ISO_8859_1))
        .contains("Start-Here.ps1\" -Elevated")
        .containsIgnoringCase("TEMP=C:\\Windows\\Temp");
    assertThat(host.plain(START + " x").exit()).isEqualTo(2);
    assertThat(host.plain(START + " /elevated x").exit()).isEqualTo(2);
  }

  @Test
  void legacyHostRefusesWrongUse() throws Exception {
    assertThat(host.elevated(LEGACY).exit()).isEqualTo(2);
    assertThat(host.elevated(LEGACY + " frobnicate").exit()).isEqualTo(2);
    assertThat(host.elevated(LEGACY + " import").exit()).isEqualTo(2);
    assertThat(host.elevated(LEGACY + " import nodigits").exit()).isEqualTo(2);
    assertThat(host.elevated(LEGACY + " import 0123456789abcdef").exit()).isEqualTo(3);
    assertThat(host.elevated(LEGACY + " copy C:\\none").exit()).isEqualTo(3);
    ToolRun medium = host.elevated("\"C:\\medium\\Legacy-Host.cmd\" check");
    assertThat(medium.exit()).isOne();
    assertThat(medium.out()).contains("PACK_NOT_INSTALLED");
    ToolRun plain = host.plain(LEGACY + " check");
    assertThat(plain.exit()).isEqualTo(3);
    assertThat(plain.out()).contains("RIGHTS_MISSING");
  }

  @Test
  void copiesOnlyWhatEqualsTheTypedDigest() throws Exception {
    String digest = kit("a");
    Files.writeString(host.drive().resolve("kit/extra.exe"), "not on the list");

    assertThat(copy("y").exit()).isEqualTo(2);
    assertThat(copy(digest.substring(1)).exit()).isEqualTo(2);
    ToolRun wrong = copy(digest.replace(digest.charAt(0), digest.charAt(0) == '0' ? '1' : '0'));
    assertThat(wrong.exit()).as(wrong.out()).isOne();
    assertThat(wrong.out()).contains("SUMS_DIFFER");
    assertThat(legacy.resolve("kits")).isEmptyDirectory();

    ToolRun good = copy(digest.toUpperCase(Locale.ROOT).replaceAll("(.{8})", "$1 "));
    assertThat(good.exit()).as(good.out()).isZero();
    Path kit = legacy.resolve("kits/" + digest.substring(0, 16).toUpperCase(Locale.ROOT));
    assertThat(Tree.files(kit).keySet())
        .containsExactly("META/SHA256SUMS", "README.txt", "certs/CA/b.cer", "certs/Root/a.cer");
    assertThat(copy(digest).exit()).as("a second time").isOne();
  }

  /** Digits are counted, not guessed: in the digest that is typed, and in a kit's own 16. */
  @Test
  void takesNothingForADigestThatIsLongerOrShorterOrHasOtherCharacters() throws Exception {
    String digest = kit("a");
    for (int length : new int[] {1, 16, 62, 63, 65, 66, 128}) {
      assertThat(copy((digest + digest).substring(0, length)).exit()).as("" + length).isEqualTo(2);
    }
    int[] places = {0, 1, 15, 16, 62, 63};
    List<String> others = List.of("g", "x", ".", "*", "=", "~", "^", "&", "%", "!");
    for (int i = 0; i < others.size(); i++) {
      int at = places[i % places.length];
      String typed = digest.substring(0, at) + others.get(i) + digest.substring(at + 1);
      assertThat(copy(typed).exit()).as(typed).isEqualTo(2);
    }
    assertThat(legacy.resolve("kits")).isEmptyDirectory();
    String id = copied(digest);
    for (String word : List.of(id.substring(1), id + "0", id + id, "x" + id.substring(1))) {
      assertThat(legacy("check", word).exit()).as(word).isEqualTo(2);
    }
    assertThat(legacy("import", id).exit()).isZero();
  }

  @Test
  void leavesNothingOfAKitThatDiffers() throws Exception {
    String digest = kit("a");
    Path file = host.drive().resolve("kit/certs/Root/a.cer");
    Files.writeString(file, "other");
    ToolRun differs = copy(digest);
    assertThat(differs.exit()).as(differs.out()).isOne();
    assertThat(differs.out()).contains("FILE_DIGEST_DIFFERS: certs/Root/a.cer");

    Files.delete(file);
    ToolRun missing = copy(digest);
    assertThat(missing.exit()).isOne();
    assertThat(missing.out()).contains("FILE_MISSING: certs/Root/a.cer");
    assertThat(legacy.resolve("kits")).isEmptyDirectory();
  }

  @Test
  void couldNotTellWhereCertutilHasNoSha256() throws Exception {
    String digest = kit("a");
    Files.createFile(fake.resolve("FAKE_NO_SHA256"));
    ToolRun run = copy(digest);

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("COULD NOT TELL");
    assertThat(legacy.resolve("kits")).isEmptyDirectory();
  }

  @Test
  void importsReadsBackAndTakesBack() throws Exception {
    String first = copied(kit("a"));
    assertThat(legacy("check", first).out()).contains("root        NOT MET");
    ToolRun done = legacy("import", first);
    assertThat(done.exit()).as(done.out()).isZero();
    assertThat(done.out()).contains("ADDED       LocalMachine\\Root", "DONE");
    assertThat(Tree.files(fake.resolve("stores"))).hasSize(2);
    assertThat(legacy("import", first).out()).contains("THERE").doesNotContain("ADDED ");
    assertThat(legacy("check", first).out()).contains("root        MET").doesNotContain("NOT MET");

    // The second kit needs the same certificates, so undoing the first leaves them to it.
    String second = copied(kit("b"));
    assertThat(legacy("import", second).exit()).isZero();
    ToolRun undone = legacy("undo", first);
    assertThat(undone.exit()).as(undone.out()).isZero();
    assertThat(undone.out()).contains("LEFT").doesNotContain("REMOVED ");
    assertThat(Tree.files(fake.resolve("stores"))).hasSize(2);
    ToolRun last = legacy("undo", second);
    assertThat(last.out()).as(last.out()).contains("REMOVED     LocalMachine\\Root", "DONE");
    assertThat(Tree.files(fake.resolve("stores"))).isEmpty();
    assertThat(legacy("undo", second).out()).contains("NOTHING_TO_UNDO");
  }

  @Test
  void undoTouchesNothingThatWasThereBeforeOrThatTheKitDidNotBring() throws Exception {
    String kit = copied(kit("a"));
    Path root = Files.createDirectories(fake.resolve("stores/Root"));
    byte[] there = Files.readAllBytes(host.drive().resolve("kit/certs/Root/a.cer"));
    Files.write(root.resolve(sha1(there)), there);
    byte[] other = "another root".getBytes(StandardCharsets.US_ASCII);
    Files.write(root.resolve(sha1(other)), other);
    assertThat(legacy("import", kit).exit()).isZero();
    String forged = "WILL-ADD Root " + sha1(other) + " " + Sha256.hexOf(other) + " certs\\x.cer";
    Path journal = legacy.resolve("journal/" + kit + ".txt");
    Files.writeString(journal, Files.readString(journal) + forged + "\r\n");

    ToolRun undone = legacy("undo", kit);
    assertThat(undone.exit()).as(undone.out()).isOne();
    assertThat(undone.out()).contains("JOURNAL_FOREIGN");
    assertThat(Tree.files(root)).hasSize(2);
    assertThat(Tree.files(fake.resolve("stores/CA"))).isEmpty();
  }

  @Test
  void importBelievesNoExitCodeAndNoChangedFile() throws Exception {
    String kit = copied(kit("a"));
    Files.createFile(fake.resolve("FAKE_ADD_NOTHING"));
    ToolRun run = legacy("import", kit);
    assertThat(run.exit()).as(run.out()).isEqualTo(3);
    assertThat(run.out()).contains("CERTIFICATE_NOT_ADDED", "NOT DONE");

    Files.delete(fake.resolve("FAKE_ADD_NOTHING"));
    byte[] bad = Files.readAllBytes(host.drive().resolve("kit/certs/Root/a.cer"));
    Path disallowed = Files.createDirectories(fake.resolve("stores/Disallowed"));
    Files.write(disallowed.resolve(sha1(bad)), bad);
    ToolRun refused = legacy("import", kit);
    assertThat(refused.exit()).isOne();
    assertThat(refused.out()).contains("CERTIFICATE_DISALLOWED: certs\\Root\\a.cer");

    Files.writeString(legacy.resolve("kits/" + kit + "/certs/CA/b.cer"), "changed");
    assertThat(legacy("import", kit).out()).contains("FILE_DIGEST_DIFFERS");
    assertThat(legacy("update", kit, "updates/none.msu").out()).contains("FILE_NOT_LISTED");
    assertThat(fake.resolve("stores/Root")).doesNotExist();
  }

  @Test
  void judgesTheUpdateByThePackagesThatAreInstalled() throws Exception {
    String packages =
        "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages\\";
    String rollup = packages + "Package_for_RollupFix~31bf3856ad364e35~amd64~~7601.25800.1.4";
    build("7601");
    host.registry("add", packages + "x", "/f");
    assertThat(host.elevated(LEGACY + " check").out()).contains("update      NOT MET");
    state(rollup, "80");
    assertThat(host.elevated(LEGACY + " check").out()).contains("update      NOT MET");
    state(rollup, "112");
    assertThat(host.elevated(LEGACY + " check").out()).contains("update      MET: rollup 25800");
    build("6003");
    ToolRun unknown = host.elevated(LEGACY + " check");
    assertThat(unknown.exit()).isEqualTo(3);
    assertThat(unknown.out()).contains("update      COULD NOT TELL");
    state(packages + "Package_for_KB5006715~31bf3856ad364e35~amd64~~6.0.1.0", "112");
    assertThat(host.elevated(LEGACY + " check").out()).contains("update      MET");
    build("9200");
    assertThat(host.elevated(LEGACY + " check").out()).contains("none of 6002, 6003, 7601");
  }

  private static void build(String number) throws Exception {
    String key = "HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion";
    host.registry("add", key, "/v", "CurrentBuildNumber", "/d", number, "/f");
  }

  private static void state(String key, String state) throws Exception {
    host.registry("add", key, "/v", "CurrentState", "/t", "REG_DWORD", "/d", state, "/f");
  }

  /** A kit as a station writes it; gives the digest of its sums. */
  private static String kit(String salt) throws IOException {
    Path kit = host.drive().resolve("kit");
    if (Files.exists(kit)) {
      Tree.remove(kit);
    }
    StringBuilder sums = new StringBuilder();
    for (String path : List.of("README.txt", "certs/CA/b.cer", "certs/Root/a.cer")) {
      byte[] bytes =
          (path + (path.startsWith("README") ? salt : "")).getBytes(StandardCharsets.US_ASCII);
      Files.createDirectories(kit.resolve(path).getParent());
      Files.write(kit.resolve(path), bytes);
      sums.append(Sha256.hexOf(bytes)).append("  ").append(path).append('\n');
    }
    Files.createDirectories(kit.resolve("META"));
    Files.writeString(kit.resolve("META/SHA256SUMS"), sums);
    return Sha256.hexOf(sums.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static ToolRun copy(String typed) throws Exception {
    return host.elevated(LEGACY + " copy C:\\kit", typed);
  }

  private static String copied(String digest) throws Exception {
    ToolRun run = copy(digest);
    assertThat(run.exit()).as(run.out()).isZero();
    return digest.substring(0, 16);
  }

  private static ToolRun legacy(String... words) throws Exception {
    return host.elevated(LEGACY + " " + String.join(" ", words));
  }

  private static String sha1(byte[] bytes) {
    return Sha256.hex(Sha256.freshSha1().digest(bytes));
  }
}
