package io.airgapkit.e2e;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Values in a registry file, ours or Windows' own: names and keys in any case. */
final class RegistryExport {
  private RegistryExport() {}

  /** Key and value name with a tab between, to the data as the file spells it, on one line. */
  static Map<String, String> values(byte[] utf16) {
    return values(new String(utf16, StandardCharsets.UTF_16));
  }

  static Map<String, String> values(String text) {
    Map<String, String> out = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String key = "";
    for (String line : text.replaceAll("\\\\\r?\n *", "").split("\r?\n")) {
      if (line.startsWith("[")) {
        key = line.substring(1, line.length() - 1);
      } else if (line.startsWith("\"")) {
        int end = line.indexOf("\"=");
        out.put(key + "\t" + line.substring(1, end), line.substring(end + 2));
      }
    }
    return out;
  }
}
