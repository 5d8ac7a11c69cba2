package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The finished verifier is looked at, not trusted: what it holds, how big it is, what it needs. */
class VerifierJarTest {
  private static final long MAX_BYTES = 512 << 10;
  private static final String LAUNCHER = "io/airgapkit/verifier/launch/Main.class";
  private static final int JAVA_8 = 52;
  private static final int JAVA_17 = 61;

  private static final Set<String> FOLDERS =
      Set.of(
          "META-INF",
          "io",
          "io/airgapkit",
          "io/airgapkit/format",
          "io/airgapkit/format/cms",
          "io/airgapkit/format/codec",
          "io/airgapkit/format/container",
          "io/airgapkit/format/finding",
          "io/airgapkit/format/json",
          "io/airgapkit/verifier",
          "io/airgapkit/verifier/cli",
          "io/airgapkit/verifier/container",
          "io/airgapkit/verifier/content",
          "io/airgapkit/verifier/folder",
          "io/airgapkit/verifier/launch",
          "io/airgapkit/verifier/output",
          "io/airgapkit/verifier/report",
          "io/airgapkit/verifier/signature",
          "io/airgapkit/verifier/trust");

  private final Path jar = Checkout.root().resolve("src/kit-verifier/target/kit-verifier.jar");

  @Test
  void itIsSmall() throws IOException {
    assertThat(Files.size(jar)).isLessThan(MAX_BYTES);
  }

  @Test
  void itHoldsOurPackagesAndNothingElse() throws IOException {
    Set<String> folders = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    for (JarEntry entry : entries()) {
      String name = entry.getName();
      folders.add(name.substring(0, Math.max(name.lastIndexOf('/'), 0)));
      if (!entry.isDirectory() && !name.endsWith(".class")) {
        others.add(name);
      }
    }

    assertThat(folders).isEqualTo(new TreeSet<>(FOLDERS));
    assertThat(others).containsExactly("META-INF/MANIFEST.MF");
  }

  /** A class whose source is gone may linger in a folder that was built before. */
  @Test
  void everyClassHasItsSource() throws IOException {
    for (JarEntry entry : entries()) {
      if (entry.getName().endsWith(".class")) {
        String source = entry.getName().replaceFirst("([$][^/]*)?[.]class$", ".java");
        assertThat(Checkout.root())
            .as(entry.getName())
            .satisfiesAnyOf(
                root -> assertThat(root.resolve("src/kit-format/java/" + source)).exists(),
                root -> assertThat(root.resolve("src/kit-verifier/java/" + source)).exists());
      }
    }
  }

  @Test
  void itsManifestSaysNoMoreThanItMust() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes main = file.getManifest().getMainAttributes();

      assertThat(main.getValue("Main-Class")).isEqualTo("io.airgapkit.verifier.launch.Main");
      assertThat(main.keySet())
          .extracting(Object::toString)
          .isSubsetOf(
              "Manifest-Version",
              "Created-By",
              "Java-Version",
              "Build-Jdk-Spec",
              "Implementation-Version",
              "Main-Class");
      assertThat(file.getManifest().getEntries()).isEmpty();
    }
  }

  @Test
  void onlyTheLauncherRunsOnAnOldJava() throws IOException {
    for (JarEntry entry : entries()) {
      if (entry.getName().endsWith(".class")) {
        int expected = entry.getName().equals(LAUNCHER) ? JAVA_8 : JAVA_17;
        assertThat(classVersion(entry)).as(entry.getName()).isEqualTo(expected);
      }
    }
  }

  @Test
  void itNeedsTheBaseModuleOnly() {
    assertThat(Jdeps.of(jar, "--multi-release", "base", "--print-module-deps").strip())
        .isEqualTo("java.base");
  }

  @Test
  void itUsesNothingInternalOfThePlatform() {
    assertThat(Jdeps.of(jar, "--jdk-internals")).doesNotContain("JDK internal API");
  }

  private List<JarEntry> entries() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().toList();
    }
  }

  private int classVersion(JarEntry entry) throws IOException {
    try (JarFile file = new JarFile(jar.toFile());
        InputStream in = file.getInputStream(entry)) {
      byte[] head = in.readNBytes(8);
      return (head[6] & 0xFF) << 8 | head[7] & 0xFF;
    }
  }
}
