package io.airgapkit.builder.pack;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.finding.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
          "Extraction",
          "Anchor",
          "Fit",
          "Run",
          "ReportJson",
          "ReportText",
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
    String resource = "verify-kit/" + name + ".ps1";
    try (InputStream in = VerifyKitScript.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not in this build: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
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
    out.append("\n# Generated: every finding (specification, section 9).\n");
    out.append(
        """
        $script:FindingTable = New-Object 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList ([System.StringComparer]::Ordinal)

        function Add-FindingRow {
            param([string] $Row, [string] $Text)
            # Code, stage, severity, then the names of the parameters.
            [string[]] $words = $Row.Split([char] ' ')
            [string[]] $names = @($words | Select-Object -Skip 3)
            $script:FindingTable.Add($words[0], [pscustomobject] @{ Stage = $words[1]; Severity = $words[2]; Parameters = $names; Text = $Text })
        }

        """);
    for (FindingCode code : FindingCode.values()) {
      List<String> row = new ArrayList<>();
      row.addAll(List.of(code.name(), lower(code.stage()), lower(code.severity())));
      row.addAll(code.parameters());
      out.append("Add-FindingRow ").append(quoted(String.join(" ", row)));
      out.append(' ').append(quoted(code.text())).append('\n');
    }
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
