package io.airgapkit.format.finding;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.FormatLimits;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the tables of the documents and the code together. */
class SpecificationTest {
  private static final Path ROOT = Path.of(System.getProperty("root.dir", "../..")).normalize();
  private static final Path DOCS = ROOT.resolve("src/docs");

  /** {@code Class#method} or a Pester file, in backquotes. */
  private static final Pattern TEST_NAME =
      Pattern.compile("`([A-Z][A-Za-z0-9]*Test)(?:#([a-zA-Z0-9_]+))?`|`([\\w.-]+\\.Tests\\.ps1)`");

  @Test
  void listsEveryFindingWithItsStageSeverityAndParametersInTheOrderOfTheCode() throws IOException {
    List<String> expected = new ArrayList<>();
    for (FindingCode code : FindingCode.values()) {
      String parameters = String.join(", ", code.parameters());
      expected.add(
          code
              + " | "
              + words(code.stage())
              + " | "
              + words(code.severity())
              + " | "
              + (parameters.isEmpty() ? "-" : parameters));
    }

    assertThat(rows("## 9.").map(c -> String.join(" | ", c.subList(0, 4)))).isEqualTo(expected);
  }

  @Test
  void saysForEveryFindingWhatMustBeRejected() throws IOException {
    assertThat(rows("## 9.").cells()).allSatisfy(c -> assertThat(c.get(4)).hasSizeGreaterThan(10));
  }

  @Test
  void givesEveryFindingOfTheManifestARule() throws IOException {
    List<String> codes = rows("## 7.").column(2);
    List<String> manifestCodes =
        Arrays.stream(FindingCode.values())
            .filter(c -> c.stage() == Stage.MANIFEST)
            .filter(c -> c != FindingCode.FORMAT_NOT_KNOWN && c != FindingCode.MANIFEST_MALFORMED)
            .map(Enum::name)
            .collect(toList());

    assertThat(String.join(" ", codes)).contains(manifestCodes);
  }

  @Test
  void givesTheLimitsOfTheCode() throws IOException, IllegalAccessException {
    Map<String, String> inCode = new TreeMap<>();
    for (Field field : FormatLimits.class.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers())) {
        inCode.put(field.getName(), String.valueOf(field.get(null)));
      }
    }
    Map<String, String> inText = new TreeMap<>();
    rows("## 3.").cells().forEach(c -> inText.put(c.get(0), c.get(1)));

    assertThat(inText).isEqualTo(inCode);
  }

  /** A threat whose check nothing proves would be a promise only. */
  @Test
  void threatModelNamesOnlyTestsThatExist() throws IOException {
    String text = Files.readString(DOCS.resolve("threat-model.md"), StandardCharsets.UTF_8);
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Matcher m = TEST_NAME.matcher(text); m.find(); named++) {
      if (!exists(m)) {
        missing.add(m.group());
      }
    }

    assertThat(missing).isEmpty();
    assertThat(named).isPositive();
  }

  private static boolean exists(Matcher name) throws IOException {
    String file = name.group(3) != null ? name.group(3) : name.group(1) + ".java";
    try (Stream<Path> files = Files.walk(ROOT.resolve("test"))) {
      Optional<Path> found = files.filter(p -> p.endsWith(file)).findFirst();
      return found.isPresent()
          && (name.group(2) == null
              || Files.readString(found.get()).contains(" " + name.group(2) + "("));
    }
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The rows of the tables of one section, without their heads; code marks taken off. */
  private static Rows rows(String section) throws IOException {
    String text = Files.readString(DOCS.resolve("kit-format.md"), StandardCharsets.UTF_8);
    int from = text.indexOf("\n" + section);
    int to = text.indexOf("\n## ", from + 1);
    List<List<String>> out = new ArrayList<>();
    boolean body = false;
    for (String line : text.substring(from, to).split("\n")) {
      if (!line.startsWith("|")) {
        body = false;
      } else if (line.startsWith("|---")) {
        body = true;
      } else if (body) {
        out.add(
            Arrays.stream(line.substring(1).split("\\|"))
                .map(c -> c.replace("`", "").trim())
                .collect(toList()));
      }
    }
    return new Rows(out);
  }

  private record Rows(List<List<String>> cells) {
    List<String> map(Function<List<String>, String> row) {
      return cells.stream().map(row).collect(toList());
    }

    List<String> column(int index) {
      return cells.stream().filter(c -> c.size() > index).map(c -> c.get(index)).collect(toList());
    }
  }
}
