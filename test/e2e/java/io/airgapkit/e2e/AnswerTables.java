package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import io.airgapkit.profile.json.DocumentFaults;
import io.airgapkit.profile.json.JsonDocument;
import io.airgapkit.profile.json.JsonNode;
import io.airgapkit.profile.json.JsonNode.ArrayNode;
import io.airgapkit.profile.json.JsonNode.IntegerNode;
import io.airgapkit.profile.json.JsonNode.ObjectNode;
import io.airgapkit.profile.json.JsonNode.StringNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of {@code src/docs/answers.md}, and what the answers that were compared with them have
 * shown of each.
 */
final class AnswerTables {
  private static final Pattern HEADING =
      Pattern.compile("##+ (airgap-[a-z-]+/[0-9]+(?:: [a-z_.]+)?)");
  private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+)` \\| ([a-z ]+) \\| .+ \\|");
  private static final Pattern FORMAT = Pattern.compile("\\{\\s*\"format\": ?\"([^\"]+)\"");
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  /** A table's name is its format, and behind a colon the path of the object. */
  private final Map<String, Map<String, Set<String>>> tables = new LinkedHashMap<>();

  private final Set<String> seen = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();

  private AnswerTables() {}

  static AnswerTables read() throws IOException {
    return of(Files.readString(Checkout.root().resolve("src/docs/answers.md")));
  }

  static AnswerTables of(String text) {
    AnswerTables read = new AnswerTables();
    Map<String, Set<String>> table = null;
    for (String line : text.lines().toList()) {
      Matcher heading = HEADING.matcher(line);
      Matcher row = ROW.matcher(line);
      if (heading.matches()) {
        table = new LinkedHashMap<>();
        assertThat(read.tables.put(heading.group(1), table)).as(line).isNull();
      } else if (table != null && row.matches()) {
        Set<String> types = Set.of(row.group(2).split(" or "));
        assertThat(table.put(row.group(1), types)).as(line).isNull();
      } else if (table != null && line.startsWith("| ")) {
        assertThat(line).isEqualTo("| Member | Type | Meaning |");
      }
    }
    return read;
  }

  Set<String> formats() {
    Set<String> out = new TreeSet<>();
    tables.keySet().forEach(name -> out.add(name.split(":")[0]));
    return out;
  }

  /** What an answer has that its tables have not, and the other way round. */
  List<String> judge(String answer) {
    Matcher format = FORMAT.matcher(answer);
    assertThat(format.lookingAt()).as(answer).isTrue();
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    JsonNode node =
        JsonDocument.parse(bytes, MAX_BYTES, new DocumentFaults("answer")).orElseThrow();
    faults.clear();
    object(format.group(1), "", (ObjectNode) node);
    return List.copyOf(faults);
  }

  /** What no answer of the format has had so far: members, or one of their types. */
  List<String> notSeen(String format) {
    List<String> out = new ArrayList<>();
    tables.forEach(
        (name, members) -> {
          if (name.split(":")[0].equals(format)) {
            members.forEach((member, types) -> types.forEach(t -> out.add(key(name, member, t))));
          }
        });
    out.removeAll(seen);
    return out;
  }

  private static String key(String table, String member, String type) {
    return table + " " + member + ": " + type;
  }

  private void object(String format, String path, ObjectNode node) {
    String name = path.isEmpty() ? format : format + ": " + path;
    Map<String, Set<String>> members = tables.get(name);
    if (members == null) {
      faults.add("no table " + name);
      return;
    }
    for (String member : node.members().keySet()) {
      if (!members.containsKey(member)) {
        faults.add(name + " " + member + ": not in the table");
      }
    }
    members.forEach(
        (member, types) -> {
          JsonNode value =
              node.members().containsKey(member) ? node.members().get(member).value() : null;
          String type = type(value, types);
          seen.add(key(name, member, type));
          if (!types.contains(type.replace("empty ", ""))) {
            faults.add(key(name, member, type));
          }
          below(format, path.isEmpty() ? member : path + "." + member, value, type);
        });
  }

  private void below(String format, String path, JsonNode value, String type) {
    if (type.equals("object")) {
      object(format, path, (ObjectNode) value);
    } else if (type.equals("list of objects")) {
      ((ArrayNode) value).elements().forEach(e -> object(format, path, (ObjectNode) e));
    }
  }

  /** In the words of the document; something empty is of the type that the table says. */
  private static String type(JsonNode value, Set<String> types) {
    if (value instanceof ObjectNode object && types.contains("object of text")) {
      boolean texts =
          object.members().values().stream().allMatch(m -> m.value() instanceof StringNode);
      return (object.members().isEmpty() ? "empty " : "") + (texts ? "object of text" : "object");
    }
    if (value instanceof ArrayNode list) {
      return list(list, types);
    }
    if (value == null) {
      return "absent";
    }
    if (value instanceof StringNode) {
      return "text";
    }
    if (value instanceof IntegerNode) {
      return "number";
    }
    return value instanceof ObjectNode
        ? "object"
        : value.typeInWords().replace("a truth value", "truth");
  }

  private static String list(ArrayNode list, Set<String> types) {
    if (list.elements().isEmpty()) {
      return "empty " + String.join(" ", types);
    }
    if (list.elements().stream().allMatch(ObjectNode.class::isInstance)) {
      return "list of objects";
    }
    return list.elements().stream().allMatch(StringNode.class::isInstance)
        ? "list of text"
        : "list of several types";
  }
}
