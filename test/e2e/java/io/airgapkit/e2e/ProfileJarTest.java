package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Profiles are read without anything that could sign, pack or talk. */
class ProfileJarTest {
  private static final Pattern ELSEWHERE = Pattern.compile("-> +(\\S+) +not found");

  @Test
  void itKnowsTheFormatAndOneReaderOfJson() throws IOException {
    Set<String> packages =
        ELSEWHERE
            .matcher(Jdeps.of(jar(), "--multi-release", "base", "-verbose:package"))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(packages)
        .containsExactly(
            "com.fasterxml.jackson.core", "com.fasterxml.jackson.core.exc", "io.airgapkit.format");
  }

  @Test
  void itNeedsTheBaseModuleOnly() throws IOException {
    String modules =
        Jdeps.of(jar(), "--multi-release", "base", "--ignore-missing-deps", "--print-module-deps");

    assertThat(modules.strip()).isEqualTo("java.base");
  }

  @Test
  void itHoldsItsDataAndTheCertificates() throws IOException {
    List<String> data;
    try (JarFile file = new JarFile(jar().toFile())) {
      data =
          file.stream()
              .map(JarEntry::getName)
              .filter(name -> !name.endsWith("/") && !name.endsWith(".class"))
              .map(name -> name.replaceFirst("^io/airgapkit/profile/", ""))
              .filter(name -> !name.endsWith(".pem"))
              .toList();
    }

    assertThat(data)
        .containsExactlyInAnyOrder(
            "META-INF/MANIFEST.MF", "acs.json", "windows/releases.json", "certs/catalogue.json");
  }

  private static Path jar() throws IOException {
    try (Stream<Path> built = Files.list(Checkout.root().resolve("src/kit-profile/target"))) {
      List<Path> jars = built.filter(p -> p.toString().endsWith(".jar")).toList();
      assertThat(jars).hasSize(1);
      return jars.get(0);
    }
  }
}
