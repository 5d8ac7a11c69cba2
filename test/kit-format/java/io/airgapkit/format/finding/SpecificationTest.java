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
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Holds the tables of the documents and the code together. */
class SpecificationTest {
  private static final Path ROOT = Path.of(System.getProperty("root.dir", "../..")).normalize();
  private static final Path DOCS = ROOT.resolve("src/docs");

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

    assertThat(rows("kit-format.md", "## 9.").map(c -> String.join(" | ", c.subList(0, 4))))
        .isEqualTo(expected);
  }

  @Test
  void saysForEveryFindingWhatMustBeRejected() throws IOException {
    assertThat(rows("kit-format.md", "## 9.").cells())
        .allSatisfy(c -> assertThat(c.get(4)).hasSizeGreaterThan(10));
  }

  @Test
  void givesEveryFindingOfTheManifestARule() throws IOException {
    List<String> codes = rows("kit-format.md", "## 7.").column(2);
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
    rows("kit-format.md", "## 3.").cells().forEach(c -> inText.put(c.get(0), c.get(1)));

    assertThat(inText).isEqualTo(inCode);
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The rows of the tables of one section, without their heads; code marks taken off. */
  private static Rows rows(String document, String section) throws IOException {
    String text = Files.readString(DOCS.resolve(document), StandardCharsets.UTF_8);
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
