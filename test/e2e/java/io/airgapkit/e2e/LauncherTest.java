package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script people start. */
class LauncherTest {
  @TempDir Path folder;

  @Test
  void throughLinksAndBlanks() throws Exception {
    Path far = Files.createDirectories(folder.resolve("a b/c d"));
    Path deep = Files.createDirectories(folder.resolve("e f/g"));
    Files.createSymbolicLink(far.resolve("first"), Terminal.launcher());
    Files.createSymbolicLink(deep.resolve("second link"), Path.of("../../a b/c d/first"));
    Files.createSymbolicLink(folder.resolve("third"), Path.of("e f/g/second link"));
    for (String name : List.of("./third", folder.resolve("third").toString())) {
      ToolRun run = Terminal.in(folder).run(name, "--version");
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out()).startsWith("kit-builder ");
    }
    ToolRun onPath =
        Terminal.in(far)
            .with("PATH", folder + ":" + System.getenv("PATH"))
            .run("sh", "-c", "third --version");
    assertThat(onPath.exit()).as(onPath.err()).isZero();
  }

  @Test
  void aDistribution() throws Exception {
    Path home = Files.createDirectories(folder.resolve("kit builder 1"));
    Path launcher = Files.copy(Terminal.launcher(), home.resolve("kit-builder"));
    Refusal.in(folder, () -> Terminal.in(folder).run(launcher.toString(), "--version"))
        .says(3, "there is no jar in " + home + "/lib");
    Files.createDirectory(home.resolve("lib"));
    Files.copy(Terminal.builderJar(), home.resolve("lib/kit-builder.jar"));
    ToolRun run = Terminal.in(folder).run(launcher.toString(), "plan", "no such profile");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("no such profile");
  }

  @Test
  void javaThatIsNone() throws Exception {
    Refusal.in(folder, () -> Terminal.in(folder).with("JAVA_HOME", "/nowhere").builder("--help"))
        .says(3, "JAVA_HOME has no java: /nowhere/bin/java");
    Path bin = Files.createDirectory(folder.resolve("bin"));
    for (String tool : List.of("sh", "readlink", "dirname")) {
      Files.createSymbolicLink(bin.resolve(tool), OutsideTool.require(tool));
    }
    Refusal.in(
            folder,
            () ->
                Terminal.in(folder)
                    .with("JAVA_HOME", null)
                    .with("PATH", bin.toString())
                    .builder("--help"))
        .says(3, "there is no java");
  }

  @Test
  void optionsForJava() throws Exception {
    ToolRun run =
        Terminal.in(folder)
            .with("KIT_BUILDER_OPTS", "-showversion -Dnothing=1")
            .builder("--version");
    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("version \"" + System.getProperty("java.version"));
  }

  /** A checkout with a Maven of its own that makes an empty jar, and a Java that says its words. */
  private Terminal checkout(Path home) throws Exception {
    Files.createDirectories(home);
    Files.createFile(home.resolve("pom.xml"));
    Files.copy(Terminal.launcher(), home.resolve("kit-builder"));
    script(
        folder.resolve("bin/mvn"),
        "cat >read",
        "mkdir -p src/kit-builder/target",
        ">src/kit-builder/target/kit-builder.jar");
    script(folder.resolve("jdk/bin/java"), "printf '<%s>' \"$@\"", "cat");
    return Terminal.in(folder)
        .with("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"))
        .with("KIT_BUILDER_OPTS", null)
        .with("JAVA_HOME", folder.resolve("jdk").toString());
  }

  private static void script(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Neither what is typed nor an option that looks like the name of a file. */
  @Test
  void theFirstRunTakesNothingFromTheCommand() throws Exception {
    Path home = folder.resolve("check out");
    Terminal terminal = checkout(home).with("KIT_BUILDER_OPTS", "-Da=p* -Db").with("CDPATH", "/");
    Files.createFile(folder.resolve("-Da=p1"));
    String line = "echo typed | '" + home + "/kit-builder' 'a b' '*' ''";
    for (int i = 0; i < 2; i++) {
      ToolRun run = terminal.run("sh", "-c", line);
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out())
          .isEqualTo(
              "<-XX:+UseSerialGC><-Xshare:auto><-Da=p*><-Db><-jar><"
                  + home
                  + "/src/kit-builder/target/kit-builder.jar><a b><*><>typed\n");
    }
    assertThat(home.resolve("read")).isEmptyFile();
  }

  @Test
  void noJarIsStartedWhileItIsBeingWritten() throws Exception {
    Path home = folder.resolve("checkout");
    Terminal terminal = checkout(home);
    String launcher = home.resolve("kit-builder").toString();
    assertThat(terminal.run(launcher).exit()).isZero();
    Path lock = Files.createDirectories(home.resolve("target/first-build.lock"));
    Refusal.in(folder, () -> terminal.run(launcher)).says(3, "another first run is building");
    Files.delete(lock);
    assertThat(terminal.run(launcher).exit()).isZero();
  }

  /** Here another builds between the look at the jar and the lock. */
  @Test
  void aJarThatRunsIsNotBuiltAgain() throws Exception {
    Path home = folder.resolve("checkout");
    Terminal terminal = checkout(home);
    Path jar = Files.createDirectories(home.resolve("src/kit-builder/target"));
    script(
        folder.resolve("bin/mkdir"),
        "echo other >'" + jar + "/kit-builder.jar'",
        "exec " + OutsideTool.require("mkdir") + " \"$@\"");
    ToolRun run = terminal.run(home.resolve("kit-builder").toString());
    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(home.resolve("read")).doesNotExist();
    assertThat(home.resolve("target")).isEmptyDirectory();
  }

  @Test
  void aFolderThatCannotBeMade() throws Exception {
    Path home = folder.resolve("checkout");
    Terminal terminal = checkout(home);
    String launcher = home.resolve("kit-builder").toString();
    Path target = Files.createFile(home.resolve("target"));
    Refusal.in(folder, () -> terminal.run(launcher)).says(3, "cannot make " + target);
    Files.delete(target);
    Files.createFile(Files.createDirectory(target).resolve("first-build.lock"));
    Refusal.in(folder, () -> terminal.run(launcher)).says(3, "cannot make " + target);
  }

  /** The one slow test: a checkout that was never built builds itself, once. */
  @Test
  void aFreshCheckoutBuildsItselfOnce() throws Exception {
    OutsideTool.require("mvn");
    Path checkout = folder.resolve("fresh checkout");
    Checkout.here().copyTo(checkout);
    Terminal terminal = Terminal.in(folder);
    String repository = System.getProperty("localRepository");
    if (repository != null) {
      terminal.with("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
    }
    String launcher = checkout.resolve("kit-builder").toString();
    Path lock = Files.createDirectories(checkout.resolve("target/first-build.lock"));
    Refusal.in(folder, () -> terminal.run(launcher, "--version"))
        .says(3, "another first run is building already");
    Files.delete(lock);
    ToolRun first = terminal.run(launcher, "--version");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).startsWith("kit-builder ");
    assertThat(first.err()).contains("first run in this checkout");
    assertThat(Tree.names(checkout.resolve("target"))).doesNotContain("first-build.lock");
    ToolRun second = terminal.run(launcher, "--version");
    assertThat(second).isEqualTo(new ToolRun(0, first.out(), ""));
  }
}
