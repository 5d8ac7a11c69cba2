package io.airgapkit.profile.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A document as maps and lists, whatever its schema: members as the file has them. */
public final class PlainJson {
  private PlainJson() {}

  /** The object the bytes hold. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> of(byte[] json) {
    DocumentFaults faults = new DocumentFaults("test");
    return (Map<String, Object>)
        plain(JsonDocument.parse(json, Integer.MAX_VALUE, faults).orElseThrow());
  }

  private static Object plain(JsonNode node) {
    if (node instanceof JsonNode.ObjectNode object) {
      Map<String, Object> map = new LinkedHashMap<>();
      object.members().forEach((name, member) -> map.put(name, plain(member.value())));
      return map;
    }
    if (node instanceof JsonNode.ArrayNode array) {
      return List.copyOf(array.elements().stream().map(PlainJson::plain).toList());
    }
    if (node instanceof JsonNode.IntegerNode number) {
      return Long.valueOf(number.digits());
    }
    return ((JsonNode.StringNode) node).value();
  }
}
