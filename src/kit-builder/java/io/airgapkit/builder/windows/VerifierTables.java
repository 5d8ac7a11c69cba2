package io.airgapkit.builder.windows;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.finding.FindingCode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tables that are generated into the Windows products. Codes, texts and limits come from the same
 * source as the Java verifier's, so that the two cannot drift apart.
 */
final class VerifierTables {
  private VerifierTables() {}

  /**
   * @param name {@code limits} or {@code findings}
   * @throws IllegalStateException if there is no such table: our bug
   */
  static String of(String name) {
    StringBuilder out = new StringBuilder();
    switch (name) {
      case "limits" -> limits(out);
      case "findings" -> findings(out);
      default -> throw new IllegalStateException("no table " + name);
    }
    return out.toString();
  }

  private static void limits(StringBuilder out) {
    out.append("# Generated: the limits of the format (specification, section 3).\n");
    out.append("$script:Limit = [pscustomobject] @{\n");
    limitsByName()
        .forEach(
            (name, value) ->
                out.append("    ").append(name).append(" = ").append(value).append("L\n"));
    out.append("}\n");
  }

  private static Map<String, Long> limitsByName() {
    Map<String, Long> out = new TreeMap<>();
    for (Field field : FormatLimits.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        try {
          out.put(field.getName(), field.getLong(null));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("not public: " + field, e);
        }
      }
    }
    return out;
  }

  private static void findings(StringBuilder out) {
    out.append("# Generated: every finding (specification, section 9), each as two texts:\n");
    out.append("# code, stage, severity, names of the parameters; and the message.\n");
    out.append("$script:FindingRows = @(\n");
    String comma = "";
    for (FindingCode code : FindingCode.values()) {
      List<String> row = new ArrayList<>();
      row.addAll(List.of(code.name(), lower(code.stage()), lower(code.severity())));
      row.addAll(code.parameters());
      out.append(comma).append("    ").append(quoted(String.join(" ", row)));
      out.append(", ").append(quoted(code.text()));
      comma = ",\n";
    }
    out.append("\n)\n");
  }

  /** A PowerShell text in which nothing is expanded. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
