package io.airgapkit.builder.pack;

import io.airgapkit.builder.stage.ScriptSource;
import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.finding.FindingCode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code Verify-Kit.ps1}, put together from its parts. Codes, texts and limits come from the same
 * source as the Java verifier's, so that the two cannot drift apart.
 */
public final class VerifyKitScript {
  /** In an order in which each part needs only those before it when the file is loaded. */
  private static final List<String> PARTS =
      List.of(
          "Fault",
          "Bytes",
          "RealPath",
          "KitFile",
          "Container",
          "Der",
          "Signature",
          "Subject",
          "Authentication",
          "Time",
          "Grammar",
          "Rules",
          "Structure",
          "Content",
          "Place",
          "Extraction",
          "Anchor",
          "Fit",
          "Run",
          "ReportJson",
          "ReportText",
          "Answer",
          "Command",
          "Start");

  private VerifyKitScript() {}

  /** The script's bytes: ASCII, lines end in CR LF; the same for the same build. */
  public static byte[] assemble() {
    StringBuilder out = new StringBuilder(1 << 17);
    out.append(part("Header"));
    limits(out);
    findings(out);
    for (String name : PARTS) {
      out.append('\n').append(part(name));
    }
    return ascii(out.toString().replace("\n", "\r\n"));
  }

  private static String part(String name) {
    return ScriptSource.text("pack/verify-kit/" + name + ".ps1").replace("\r\n", "\n");
  }

  private static void limits(StringBuilder out) {
    out.append("\n# Generated: the limits of the format (specification, section 3).\n");
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
    out.append("\n# Generated: every finding (specification, section 9), each as two texts:\n");
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

  private static byte[] ascii(String text) {
    byte[] out = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < out.length; i++) {
      if (text.charAt(i) > 0x7E) {
        throw new IllegalStateException("not ASCII at " + i + " of Verify-Kit.ps1");
      }
    }
    return out;
  }
}
