package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A threat whose check nothing shows would be a promise only. */
class ThreatModelTest {
  private static final Path MODEL = Checkout.root().resolve("src/docs/threat-model.md");

  @Test
  void namesOnlyTestsAndVectorsThatExist() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (Path file : Checkout.here().files("test")) {
      String name = file.getFileName().toString();
      if (name.endsWith(".java") || name.endsWith(".Tests.ps1")) {
        sources.merge(name, Files.readString(file), String::concat);
      }
    }
    List<String> shownBy = shownBy();
    List<String> missing = new ArrayList<>();
    for (String threat : shownBy) {
      for (String name : threat.startsWith("issue: ") ? new String[0] : threat.split(", ")) {
        if (!exists(name, sources)) {
          missing.add(name);
        }
      }
    }

    assertThat(shownBy).hasSizeGreaterThan(20);
    assertThat(missing).isEmpty();
  }

  /** {@code Class#method}, a Pester file, or the name of a vector. */
  private static boolean exists(String name, Map<String, String> sources) {
    if (name.endsWith(".Tests.ps1")) {
      return sources.containsKey(name);
    }
    int hash = name.indexOf('#');
    if (hash > 0) {
      String source = sources.getOrDefault(name.substring(0, hash) + ".java", "");
      return source.contains("void " + name.substring(hash + 1) + "(");
    }
    return sources.entrySet().stream()
        .filter(s -> s.getKey().endsWith("Vectors.java"))
        .anyMatch(s -> s.getValue().contains('"' + name + '"'));
  }

  /** The third column of the tables of threats, code marks taken off, heads left out. */
  private static List<String> shownBy() throws IOException {
    String text = Files.readString(MODEL);
    int from = text.indexOf("\n## Threats");
    List<String> out = new ArrayList<>();
    boolean body = false;
    for (String line : text.substring(from, text.indexOf("\n## ", from + 1)).split("\n")) {
      if (body && line.startsWith("|")) {
        out.add(line.substring(1).split("\\|")[2].replace("`", "").trim());
      }
      body = line.startsWith("|---") || body && line.startsWith("|");
    }
    return out;
  }
}
