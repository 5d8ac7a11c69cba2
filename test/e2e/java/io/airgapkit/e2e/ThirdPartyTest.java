package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What THIRD-PARTY.md says is inside is inside, of that version, and nothing else is. */
class ThirdPartyTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z.-]+):([a-z0-9-]+)` \\| ([0-9.]+) \\| ([^|]+) \\| [^|]+ \\|");

  private static final Map<String, String> LICENCE_WORDS =
      Map.of("Apache-2.0", "Apache License", "MIT", "Permission is hereby granted");

  /** {@code artifact-version.jar} to the licence. */
  private static Map<String, String> table() throws IOException {
    Map<String, String> out = new TreeMap<>();
    for (String line : Files.readAllLines(page("THIRD-PARTY.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        out.put(row.group(2) + "-" + row.group(3) + ".jar", row.group(4));
      }
    }
    assertThat(out).hasSizeGreaterThan(5);
    return out;
  }

  private static Path page(String name) {
    return Checkout.root().resolve("src/docs").resolve(name);
  }

  /** Our own classes apart. */
  private static Set<String> classes(Path jar) throws IOException {
    Set<String> out = new TreeSet<>();
    for (String name : names(jar)) {
      boolean extra = name.startsWith("META-INF/") || name.startsWith("io/airgapkit/");
      if (name.endsWith(".class") && !name.equals("module-info.class") && !extra) {
        out.add(name);
      }
    }
    return out;
  }

  private static List<String> names(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).toList();
    }
  }

  private static Map<String, Path> classPath() {
    Map<String, Path> out = new TreeMap<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(part);
      out.put(path.getFileName().toString(), path);
    }
    return out;
  }

  @Test
  void theTableIsTheJar() throws IOException {
    Set<String> shipped = classes(Terminal.builderJar());
    Set<String> left = new HashSet<>(shipped);
    for (String library : table().keySet()) {
      assertThat(classPath()).containsKey(library);
      Set<String> brought = classes(classPath().get(library));
      assertThat(shipped).as(library).containsAll(brought);
      assertThat(left).as(library).containsAnyElementsOf(brought);
      left.removeAll(brought);
    }
    assertThat(left).isEmpty();
    assertThat(classes(Terminal.verifierJar())).isEmpty();
  }

  /** A library's own word for its licence, where its jar has one. */
  @Test
  void theLicencesAreThoseOfTheLibraries() throws IOException {
    List<String> said = new ArrayList<>();
    for (Map.Entry<String, String> row : table().entrySet()) {
      String word = row.getValue().split("[ ;]")[0];
      assertThat(LICENCE_WORDS).as(row.getKey()).containsKey(word);
      Path jar = classPath().get(row.getKey());
      for (String name : names(jar)) {
        if (name.matches("META-INF/LICENSE(\\.txt|\\.md)?")) {
          assertThat(text(jar, name)).as(row.getKey()).contains(LICENCE_WORDS.get(word));
          said.add(row.getKey());
        }
      }
    }
    assertThat(said).hasSizeGreaterThan(6);
  }

  @Test
  void theTextsGoWithTheJar() throws IOException {
    Path jar = Terminal.builderJar();
    List<String> names = names(jar);
    String page = Files.readString(page("THIRD-PARTY.md"));
    for (String name :
        List.of(
            "LICENSE",
            "LICENSE.txt",
            "LICENSE.md",
            "NOTICE",
            "FastDoubleParser-LICENSE",
            "FastDoubleParser-NOTICE",
            "thirdparty-LICENSE")) {
      assertThat(names).contains("META-INF/" + name);
      assertThat(page).contains(name + "`");
    }
    assertThat(text(jar, "META-INF/LICENSE")).contains(LICENCE_WORDS.get("Apache-2.0"));
    assertThat(text(jar, "META-INF/LICENSE.md")).contains(LICENCE_WORDS.get("MIT"));
  }

  @Test
  void theCertificatesAreCounted() throws IOException {
    try (var files = Files.list(Checkout.root().resolve("certs"))) {
      long pem = files.filter(f -> f.toString().endsWith(".pem")).count();
      assertThat(Files.readString(page("THIRD-PARTY.md"))).contains("holds " + pem + " public");
    }
  }

  /** Read by every Maven that is started in the checkout, the launcher's too. */
  @Test
  void mavenChecksWhatItDownloads() throws IOException {
    Path config = Checkout.root().resolve(".mvn/maven.config");
    assertThat(Arrays.asList(Files.readString(config).split("\\s+")))
        .contains("--strict-checksums")
        .doesNotContain("--lax-checksums", "-c");
  }

  private static String text(Path jar, String name) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return new String(
          file.getInputStream(file.getJarEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
