package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.nio.file.Files;
import java.nio.file.Path;
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
