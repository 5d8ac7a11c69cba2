package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is tracked, what is left out, and that every checkout holds the same bytes. */
class RepositoryTest {
  private static final long MIB = 1 << 20;

  private static final Set<String> TOP =
      Set.of(
          "pom.xml",
          "README.md",
          "kit-builder",
          "kit-builder.cmd",
          "certs",
          "src",
          "templates",
          "test",
          ".ci",
          ".editorconfig",
          ".gitattributes",
          ".gitignore",
          ".mvn");

  private static final Pattern OUT = Pattern.compile("(?<= --out )\\S+");

  @TempDir Path folder;

  private static final Path ROOT = Checkout.root();

  @BeforeAll
  static void isACheckout() throws IOException {
    if (Checkout.here().git("rev-parse").isEmpty()) {
      OutsideTool.lacking("these sources are not a checkout of git");
    }
  }

  @Test
  void nothingLiesAtTheTopThatNoReaderExpects() throws IOException {
    Set<String> top =
        Checkout.here().files().stream()
            .map(file -> ROOT.relativize(file).getName(0).toString())
            .collect(Collectors.toCollection(TreeSet::new));
    // Not yet there in every state of the sources.
    top.add(".mvn");

    assertThat(top).isEqualTo(new TreeSet<>(TOP));
  }

  @Test
  void noFileIsAboveOneMebibyte() throws IOException {
    for (Path file : Checkout.here().files()) {
      assertThat(Files.size(file)).as("%s", file).isLessThanOrEqualTo(MIB);
    }
  }

  /** What the commands of the README make is ignored, and no folder that only looks like it. */
  @Test
  void whatIsMadeIsNotOfferedForACommit() throws IOException {
    Set<String> made = new TreeSet<>();
    for (String command : Readme.commands()) {
      OUT.matcher(command).results().forEach(found -> made.add(found.group() + "/x"));
    }
    assertThat(made).contains("out/x");
    made.addAll(
        List.of(
            "target/x",
            "src/a/target/x",
            "node_modules/x",
            "test/a/node_modules/x",
            "ansible_7.7.0_all.deb",
            "src/a/b.rpm",
            "a.msi",
            "src/a/kit.zip",
            "lib/a.jar",
            "a.p12",
            "a.key"));
    assertThat(made).allMatch(name -> isIgnored(name));
    assertThat(List.of("out3/x", "outside/x", "src/out/x", "test/a/b.zip", "test/a.jar", "x"))
        .noneMatch(name -> isIgnored(name));
    assertThat(Checkout.here().git("ls-files", "-ci", "--exclude-standard")).hasValue("");
  }

  private static boolean isIgnored(String name) {
    try {
      return Checkout.here().git("check-ignore", "-q", "--no-index", name).isPresent();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Windows' git is set up to write CR; what is built must not depend on it. */
  @Test
  void everyCheckoutHoldsTheSameBytes() throws IOException {
    SortedMap<String, String> plain = checkedOut("false");

    assertThat(plain).hasSizeGreaterThan(400);
    assertThat(checkedOut("true")).isEqualTo(plain);
    assertThat(checkedOut("input")).isEqualTo(plain);
    for (Map.Entry<String, String> file : plain.entrySet()) {
      String text =
          Files.readString(
              folder.resolve("false").resolve(file.getKey()), StandardCharsets.ISO_8859_1);
      if (file.getKey().equals("kit-builder.cmd")) {
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
      } else if (!file.getKey().startsWith("test/vectors/policy/")) {
        assertThat(text).as(file.getKey()).doesNotContain("\r");
      }
    }
  }

  private SortedMap<String, String> checkedOut(String autocrlf) throws IOException {
    Path place = Files.createDirectory(folder.resolve(autocrlf));
    String prefix = "--prefix=" + place + "/";
    assertThat(
            Checkout.here().git("-c", "core.autocrlf=" + autocrlf, "checkout-index", "-a", prefix))
        .isPresent();
    return Tree.files(place);
  }
}
