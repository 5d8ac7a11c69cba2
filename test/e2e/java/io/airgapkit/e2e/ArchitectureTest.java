package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The map of the project shows what is there, and no part of the Windows side is beside it. */
class ArchitectureTest {
  private static final Pattern WORD = Pattern.compile("`([^`\n]+)`");
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Path ROOT = Checkout.root();
  private static final Path WINDOWS = ROOT.resolve("src/windows");

  /** Paths from the root, and names of source files wherever they lie. */
  @Test
  void everythingTheMapNamesIsThere() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path file : Checkout.here().files()) {
      names.add(file.getFileName().toString());
    }
    names.addAll(products());
    List<String> named = words().stream().filter(ArchitectureTest::isFile).toList();
    assertThat(named).hasSizeGreaterThan(60);
    assertThat(named)
        .allMatch(w -> w.contains("/") ? Files.exists(ROOT.resolve(w)) : names.contains(w));
  }

  private static boolean isFile(String word) {
    return !word.contains("*")
        && (word.contains("/") || word.matches(".+[.](java|ps1|psm1|psd1|cmd)"));
  }

  @Test
  void everyModuleAndEveryFolderOfTheWindowsSideIsOnTheMap() throws IOException {
    Set<String> wanted = new TreeSet<>();
    Matcher module = MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")));
    while (module.find()) {
      wanted.add(module.group(1));
    }
    assertThat(wanted).hasSizeGreaterThan(5);
    for (Path file : Checkout.here().files("src/windows")) {
      if (!file.getParent().equals(WINDOWS)) {
        wanted.add(slashes(ROOT, file.getParent()));
      }
    }
    wanted.addAll(products());
    assertThat(words()).containsAll(wanted);
  }

  /** A part in no product is not shipped; a product must not want what is not there. */
  @Test
  void everyPartIsInAProduct() throws IOException {
    Set<String> parts = new TreeSet<>();
    for (Path file : Checkout.here().files("src/windows")) {
      parts.add(slashes(WINDOWS, file));
    }
    parts.remove("products.txt");
    Set<String> used = new TreeSet<>();
    for (String line : list()) {
      if (line.startsWith("  ") && !line.startsWith("  @")) {
        used.add(line.strip());
      }
    }
    assertThat(used).isEqualTo(parts);
  }

  @Test
  void everyProductIsShipped() throws Exception {
    BuiltKit built = SharedKits.quickStart();
    Set<String> shipped = new TreeSet<>(Tree.names(built.pack()));
    built.entries().keySet().forEach(e -> shipped.add(e.substring(e.lastIndexOf('/') + 1)));
    assertThat(products()).hasSizeGreaterThan(10);
    assertThat(shipped).containsAll(products());
  }

  private static List<String> list() throws IOException {
    return Files.readAllLines(WINDOWS.resolve("products.txt"));
  }

  private static List<String> products() throws IOException {
    return list().stream().filter(line -> line.matches("[^ #].*")).toList();
  }

  private static List<String> words() throws IOException {
    Matcher word = WORD.matcher(Files.readString(ROOT.resolve("src/docs/architecture.md")));
    List<String> out = new ArrayList<>();
    while (word.find()) {
      out.add(word.group(1));
    }
    return out;
  }

  private static String slashes(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
