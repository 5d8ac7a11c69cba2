package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The file people start on Windows, in Wine's cmd.exe. Its java.exe says what it was given.
 *
 * <p>Wine 8 expands what a variable or an argument holds once more, which Windows and Wine 10 do
 * not; and no Wine leaves a percent sign in the folder's own name alone. So the file's text is held
 * to the rule that keeps it whole.
 */
class LauncherCmdTest {
  private static final Path LAUNCHER = Checkout.root().resolve("kit-builder.cmd");

  /** What a folder of Windows may be named, means something to cmd.exe, and may stand in PATH. */
  private static final String ODD = " & b (1) \u00fc!x!^y ',=`~ \u20ac @#$";

  /** Keeps what it was asked; builds a jar, or says 30 lines and fails. */
  private static final String MAVEN =
      String.join(
          "\r\n",
          "@echo off",
          "echo %*>>asked.txt",
          "if exist broken goto broken",
          "mkdir src\\kit-builder\\target",
          "echo jar>src\\kit-builder\\target\\kit-builder.jar",
          "exit /b 0",
          ":broken",
          "for /l %%i in (1,1,30) do echo line-%%i",
          "exit /b 1",
          "");

  @TempDir static Path scratch;

  private static WineHost host;

  @TempDir Path folder;
  private Path home;
  private Path jdk;

  @BeforeAll
  static void makeHost() throws Exception {
    OutsideTool.require("wine");
    host = WineHost.in(Files.createDirectories(scratch.resolve("prefix")));
    // Or Wine cannot say the names of these folders.
    host.with("LC_ALL", "C.UTF-8");
  }

  @AfterAll
  static void end() throws Exception {
    if (host != null) {
      host.end();
    }
  }

  @BeforeEach
  void unpack() throws IOException {
    home = Files.createDirectories(folder.resolve("home" + ODD));
    jdk = java("j;dk" + ODD);
    Files.copy(LAUNCHER, home.resolve("kit-builder.cmd"));
    host.with("JAVA_HOME", WineHost.path(jdk)).with("KIT_BUILDER_OPTS", "-Da=1 -Db=2");
    host.with("HERE", WineHost.path(home)).with("MORE", "").with("WORDS", "");
  }

  private Path java(String name) throws IOException {
    Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
    Files.write(bin.resolve("java.exe"), EchoProgram.bytes());
    return bin.getParent();
  }

  private void distribution() throws IOException {
    Files.createDirectory(home.resolve("lib"));
    Files.createFile(home.resolve("lib/kit-builder.jar"));
  }

  private void checkout() throws IOException {
    Files.createFile(home.resolve("pom.xml"));
    Path bin = Files.createDirectories(folder.resolve("maven" + ODD).resolve("bin"));
    Files.writeString(bin.resolve("mvn.cmd"), MAVEN);
    host.with("MORE", WineHost.path(bin));
  }

  /** By its whole path; what stands in variables reaches cmd.exe as if it had been typed. */
  private static ToolRun run() throws Exception {
    return host.plain("set \"PATH=%MORE%;%PATH%\"\r\n\"%HERE%\\kit-builder.cmd\" %WORDS%");
  }

  private static String line(ToolRun run) {
    byte[] said = run.out().getBytes(StandardCharsets.ISO_8859_1);
    return new String(said, StandardCharsets.UTF_16LE).stripTrailing();
  }

  private void starts(ToolRun run, String jar, String words) throws IOException {
    assertThat(run.exit()).as(run.err()).isEqualTo(EchoProgram.EXIT);
    String java = '"' + WineHost.path(jdk.resolve("bin")) + "\\java.exe\"";
    String options = " -XX:+UseSerialGC -Xshare:auto -Da=1 -Db=2 -jar ";
    String given = '"' + WineHost.path(home) + jar + '"' + (words.isEmpty() ? "" : " " + words);
    assertThat(line(run)).isEqualTo(java + options + given);
  }

  private static void refuses(ToolRun run, String word) {
    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("kit-builder: error: " + word, "kit-builder: hint: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "build acs --quick-start --out out",
        "build --out \"C:\\Users\\J\u00f6rg M\u00fcller\\out\" \u00fc \"\u20ac\"",
        "\"a & b\" \"c|d\" \"<e>\" \"&\"",
        "wow! !x! \"!y!\" \"^!z^!\"",
        "\"car^et\" \"^^\" \"^\"",
        "(p) ) ( \")\"",
        "\"say \"\"hi\"\"\" a\\\"b \"\"",
        "x=y;z,w --name=value 'a b' `c`",
        "a  b \"c  d\" \"C:\\dir\\\\\"",
        "1 2 3 4 5 6 7 8 9 10 11",
        "--help /? -?",
      })
  void givesJavaEveryWordAsItStands(String words) throws Exception {
    distribution();
    host.with("WORDS", words);

    starts(run(), "\\lib\\kit-builder.jar", words);
  }

  @Test
  void percentSignsStay() throws Exception {
    distribution();
    host.with("WORDS", "%OS%");
    if (!host.plain("echo [%WORDS%]").out().strip().equals("[%OS%]")) {
      // Wine 8: see above.
      neverReadsAPathOrAnArgumentTwice();
      return;
    }
    String words = "\"100%\" \"%TEMP%\" 5% %OS% \"a % b\" %%";
    host.with("WORDS", words);

    starts(run(), "\\lib\\kit-builder.jar", words);
  }

  @Test
  void isFoundByItsNameAlone() throws Exception {
    distribution();
    host.with("MORE", WineHost.path(home)).with("ELSEWHERE", WineHost.path(folder));
    for (String name : List.of("kit-builder", "kit-builder.cmd", "\"kit-builder\"")) {
      ToolRun run =
          host.plain("cd /d \"%ELSEWHERE%\"\r\nset \"PATH=%MORE%;%PATH%\"\r\n" + name + " plan");
      starts(run, "\\lib\\kit-builder.jar", "plan");
    }
  }

  @Test
  void takesJavaHomeWithQuotesAndTheJavaOfThePathWithoutIt() throws Exception {
    distribution();
    host.with("JAVA_HOME", '"' + WineHost.path(jdk) + '"');
    starts(run(), "\\lib\\kit-builder.jar", "");
    jdk = java("another" + ODD);
    host.with("JAVA_HOME", null).with("MORE", WineHost.path(jdk.resolve("bin")));
    starts(run(), "\\lib\\kit-builder.jar", "");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    refuses(run(), "there is no jar in ");
    host.with("JAVA_HOME", WineHost.path(folder) + "\\no & (where) !a^");
    refuses(run(), "JAVA_HOME has no java: " + WineHost.path(folder) + "\\no & (where) !a^\\bin");
    host.with("JAVA_HOME", null);
    refuses(run(), "there is no java");
    // A java.exe that lies where somebody stands is not the machine's Java.
    Files.copy(jdk.resolve("bin/java.exe"), home.resolve("java.exe"));
    refuses(host.plain("cd /d \"%HERE%\"\r\nkit-builder.cmd"), "there is no java");
    host.with("JAVA_HOME", WineHost.path(jdk));
    checkout();
    host.with("MORE", "");
    refuses(run(), "there is no Maven to build this checkout");
    assertThat(Tree.names(home)).containsExactly("java.exe", "kit-builder.cmd", "pom.xml");
  }

  @Test
  void aFreshCheckoutBuildsItselfOnce() throws Exception {
    checkout();
    Path lock = Files.createDirectories(home.resolve("target/first-build.lock"));
    refuses(run(), "another first run is building already");
    assertThat(home.resolve("asked.txt")).doesNotExist();
    Files.delete(lock);

    Path broken = Files.createFile(home.resolve("broken"));
    ToolRun failed = run();
    refuses(failed, "the tools could not be built");
    assertThat(failed.err()).contains("line-11", "line-30").doesNotContain("line-10");
    assertThat(lock).doesNotExist();
    Files.delete(broken);

    host.with("WORDS", "plan \"a & b\"");
    ToolRun first = run();
    starts(first, "\\src\\kit-builder\\target\\kit-builder.jar", "plan \"a & b\"");
    assertThat(first.err()).contains("first run in this checkout", "done");
    assertThat(lock).doesNotExist();
    Files.createDirectory(lock);
    refuses(run(), "another first run is building already");
    Files.delete(lock);
    starts(run(), "\\src\\kit-builder\\target\\kit-builder.jar", "plan \"a & b\"");
    String asked = "-B -ntp -Dmaven.test.skip=true -pl src/kit-builder -am package";
    assertThat(Files.readAllLines(home.resolve("asked.txt")).stream().map(String::strip))
        .containsExactly(asked, asked);
  }

  /** As in kit-builder: the one call of Maven, and what Java is told besides the words. */
  @Test
  void doesWhatItsTwinDoes() throws Exception {
    String twin = Files.readString(Checkout.root().resolve("kit-builder"));
    String text = Files.readString(LAUNCHER, StandardCharsets.US_ASCII);
    for (String same :
        List.of(
            " -B -ntp -Dmaven.test.skip=true -pl src/kit-builder -am package",
            "\" -XX:+UseSerialGC -Xshare:auto ",
            "first run in this checkout: building the tools (a minute, output in target")) {
      assertThat(twin).contains(same);
      assertThat(text).contains(same);
    }
  }

  /**
   * Windows expands a line once, so that a percent sign in a path or an argument stays, but for
   * lines of call; it takes exclamation marks away under delayed expansion only; and a parenthesis
   * in an argument ends a block. Labels are found in every file with CR and LF.
   */
  @Test
  void neverReadsAPathOrAnArgumentTwice() throws Exception {
    String text = Files.readString(LAUNCHER, StandardCharsets.US_ASCII);
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    List<String> lines = text.lines().filter(line -> !line.startsWith("rem ")).toList();
    assertThat(lines).contains("setlocal EnableExtensions DisableDelayedExpansion");
    assertThat(lines).noneMatch(line -> line.contains("EnableDelayed") || line.contains("!"));
    assertThat(lines).noneMatch(line -> line.startsWith("call ") && line.contains("%"));
    assertThat(lines).noneMatch(line -> line.endsWith("(") || line.startsWith(")"));
    assertThat(lines.stream().filter(line -> line.contains("%*"))).hasSize(1);
  }
}
