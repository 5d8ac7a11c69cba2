package io.airgapkit.profile.json;

import io.airgapkit.format.Printable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes a value as pretty ASCII JSON: two spaces a level, LF, a final LF, arrays of scalars on one
 * line, members in the order of the map, everything outside 0x20 to 0x7E as {@code \}{@code uXXXX}.
 * Equal values give equal bytes.
 */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder(4096);

  private JsonWriter() {}

  /**
   * The bytes of a value.
   *
   * @param value a {@code Map} with string keys, a {@code List}, a {@code String}, an {@code
   *     Integer}, {@code Long} or {@code Boolean}, nested as needed
   * @throws IllegalArgumentException if it is anything else
   */
  public static byte[] write(Object value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value, "");
    writer.out.append('\n');
    return writer.out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void value(Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      object(map, indent);
    } else if (value instanceof List<?> list) {
      array(list, indent);
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("no JSON for " + value);
    }
  }

  private void object(Map<?, ?> map, String indent) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    String inner = indent + "  ";
    String separator = "{\n";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      out.append(separator).append(inner);
      string((String) member.getKey());
      out.append(": ");
      value(member.getValue(), inner);
      separator = ",\n";
    }
    out.append('\n').append(indent).append('}');
  }

  private void array(List<?> list, String indent) {
    boolean flat = list.stream().noneMatch(v -> v instanceof Map || v instanceof List);
    String inner = indent + "  ";
    String separator = "";
    out.append('[');
    for (Object element : list) {
      out.append(separator).append(flat ? "" : "\n" + inner);
      value(element, inner);
      separator = flat ? ", " : ",";
    }
    out.append(flat ? "]" : "\n" + indent + "]");
  }

  private void string(String text) {
    // The escape for people is JSON's own, so quotes and backslashes are all that is left.
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
    out.append('"').append(Printable.of(escaped)).append('"');
  }
}
