package io.airgapkit.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
  private static final List<String> TRACKED =
      List.of(".ci/run", "README.md", "certs/a b.pem", "src/a/\u00e4.java", "test/a/A.java");

  /** What builds, downloads and people leave: none of it is the project's. */
  private static final List<String> LEFT =
      List.of(
          "out/keys/quick-start.p12",
          "out3/kit/scripts/Long.ps1",
          "src/a/target/classes/A.class",
          "test/a/target/surefire-reports/A.txt",
          "test/node_modules/x/Impl.java",
          "ansible_7.7.0_all/Common.java");

  @TempDir Path folder;
  private Path root;
  private Checkout checkout;

  @BeforeEach
  void make() throws IOException {
    root = Files.createDirectory(folder.resolve("check out"));
    checkout = new Checkout(root);
    write(TRACKED);
  }

  private void write(List<String> names) throws IOException {
    for (String name : names) {
      Files.createDirectories(root.resolve(name).getParent());
      Files.writeString(root.resolve(name), name);
    }
  }

  private void git(Path where, String... words) throws Exception {
    OutsideTool.require("git");
    ProcessBuilder builder = new ProcessBuilder(words).directory(where.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    Path log = folder.resolve("git.log");
    int exit = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    assertThat(exit).as(Files.readString(log)).isZero();
  }

  private List<String> names(List<Path> files) {
    return files.stream().map(file -> root.relativize(file).toString()).toList();
  }

  @Test
  void isWhatGitTracksWhateverLiesBeside() throws Exception {
    git(root, "git", "init", "-q");
    git(root, "git", "add", "-A");
    write(LEFT);
    write(List.of("stray.zip", "src/a/Untracked.java"));
    assertThat(names(checkout.files())).isEqualTo(TRACKED);
    assertThat(names(checkout.files("src/a"))).containsExactly("src/a/\u00e4.java");

    Files.delete(root.resolve("README.md"));
    assertThat(names(checkout.files())).hasSize(4).doesNotContain("README.md");
  }

  @Test
  void isTheFoldersWhereThereIsNoGit() throws Exception {
    write(LEFT);
    // .ci is not looked into: nothing in it is compiled, shipped or named in a document.
    assertThat(names(checkout.files())).isEqualTo(TRACKED.subList(1, 5));
  }

  /** There git would answer, for the other repository, that nothing is tracked. */
  @Test
  void isTheFoldersInsideSomebodysRepository() throws Exception {
    git(folder, "git", "init", "-q");
    write(LEFT);
    assertThat(names(checkout.files())).isEqualTo(TRACKED.subList(1, 5));
  }

  @Test
  void isCopiedAlone() throws Exception {
    write(LEFT);
    checkout.copyTo(folder.resolve("copy"));
    Path copy = folder.resolve("copy");
    assertThat(new Checkout(copy).files())
        .isEqualTo(TRACKED.subList(1, 5).stream().map(copy::resolve).toList());
    assertThat(copy.resolve("out")).doesNotExist();
  }
}
