package io.airgapkit.profile.json;

import io.airgapkit.profile.json.DocumentFault.Kind;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes the members of one object out by name and type. A fault is recorded and a stand-in returned
 * (empty text, 0, first word), so that reading goes on and finds the other faults too; values count
 * only if no fault was recorded at all. Members nobody asked for are reported by {@link #close}.
 */
public final class JsonFields {
  /** The word for a fact that nobody knows. */
  public static final String UNKNOWN = "unknown";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final JsonNode node;
  private final Map<String, JsonNode.Member> members;
  private final String key;
  private final DocumentFaults faults;
  private final boolean inert;
  private final Set<String> asked = new LinkedHashSet<>();

  private JsonFields(
      JsonNode node, Map<String, JsonNode.Member> members, String key, DocumentFaults faults) {
    this.node = node;
    this.members = members == null ? Map.of() : members;
    this.inert = members == null;
    this.key = key;
    this.faults = faults;
  }

  /**
   * The members of a node. If it is no object that is one fault, and nothing is then reported as
   * missing.
   */
  public static JsonFields of(JsonNode node, String key, DocumentFaults faults) {
    if (node instanceof JsonNode.ObjectNode object) {
      return new JsonFields(node, object.members(), key, faults);
    }
    faults.add(Kind.WRONG_TYPE, node, key, "must be an object, not " + node.typeInWords());
    return new JsonFields(node, null, key, faults);
  }

  /** Path of this object in the document. */
  public String key() {
    return key;
  }

  /** Whether the member is there. */
  public boolean has(String name) {
    asked.add(name);
    faults.asked(key, name);
    return members.containsKey(name);
  }

  /** Whether the member is there and a string. */
  public boolean isText(String name) {
    return has(name) && members.get(name).value() instanceof JsonNode.StringNode;
  }

  /** Whether the member is the word {@value #UNKNOWN}. */
  public boolean isUnknown(String name) {
    return has(name)
        && members.get(name).value() instanceof JsonNode.StringNode text
        && text.value().equals(UNKNOWN);
  }

  /** A required string. */
  public String text(String name, TextRule rule) {
    return required(name).map(n -> string(n, path(name), rule)).orElse("");
  }

  /** An optional string; empty if absent. */
  public String optionalText(String name, TextRule rule) {
    return has(name) ? text(name, rule) : "";
  }

  /** A required string; empty if it is the word {@value #UNKNOWN}, or a fault. */
  public Optional<String> knownText(String name, TextRule rule) {
    return isUnknown(name)
        ? Optional.empty()
        : required(name).map(n -> string(n, path(name), rule)).filter(rule::allows);
  }

  /** A required whole number from {@code min} to {@code max}. */
  public int integer(String name, int min, int max) {
    return knownNumber(name, min, max).orElse(min);
  }

  /** A required whole number; empty if it is the word {@value #UNKNOWN}, or a fault. */
  public OptionalInt knownInteger(String name, int min, int max) {
    return isUnknown(name) ? OptionalInt.empty() : knownNumber(name, min, max);
  }

  /** A required day, {@code YYYY-MM-DD}. */
  public LocalDate date(String name) {
    return time(name, "must be a day that exists, as YYYY-MM-DD", t -> LocalDate.parse(t, DATE))
        .orElse(LocalDate.EPOCH);
  }

  /** A required day, or empty if it is the word {@value #UNKNOWN}. */
  public Optional<LocalDate> knownDate(String name) {
    return isUnknown(name) ? Optional.empty() : Optional.of(date(name));
  }

  /** A required time in UTC, {@code YYYY-MM-DDThh:mm:ssZ}. */
  public Instant instant(String name) {
    String text = "must be a time that exists, as YYYY-MM-DDThh:mm:ssZ";
    return time(name, text, t -> LocalDateTime.parse(t, INSTANT).toInstant(ZoneOffset.UTC))
        .orElse(Instant.EPOCH);
  }

  /** A required word of an enum; the first constant if there is a fault. */
  public <E extends Enum<E> & JsonWord> E word(String name, Class<E> type) {
    return knownWord(name, type).orElse(type.getEnumConstants()[0]);
  }

  /** A required word of an enum; empty if there is a fault, for callers that go on from it. */
  public <E extends Enum<E> & JsonWord> Optional<E> knownWord(String name, Class<E> type) {
    Optional<JsonNode> found = required(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    E[] constants = type.getEnumConstants();
    String text = string(found.get(), path(name), TextRule.ANY);
    for (E constant : constants) {
      if (constant.word().equals(text)) {
        return Optional.of(constant);
      }
    }
    if (found.get() instanceof JsonNode.StringNode) {
      String words = Arrays.stream(constants).map(JsonWord::word).collect(Collectors.joining(", "));
      faults.add(Kind.BAD_VALUE, found.get(), path(name), "must be one of " + words);
    }
    return Optional.empty();
  }

  /** A required object. */
  public JsonFields object(String name) {
    return required(name)
        .map(n -> of(n, path(name), faults))
        .orElseGet(() -> new JsonFields(node, null, path(name), faults));
  }

  /** An optional object. */
  public Optional<JsonFields> optionalObject(String name) {
    return has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  /** All members of an object whose keys are free, each read by {@code reader}. */
  public <T> List<T> values(TextRule keys, Function<Entry, T> reader) {
    List<T> values = new ArrayList<>();
    members.forEach(
        (name, member) -> {
          asked.add(name);
          if (!keys.allows(name)) {
            String text = "a key here must be " + keys.inWords();
            faults.add(Kind.BAD_VALUE, member.line(), member.column(), path(name), text);
          }
          values.add(reader.apply(new Entry(name, of(member.value(), path(name), faults))));
        });
    return values;
  }

  /** A named object of {@link #values}. */
  public record Entry(String name, JsonFields fields) {}

  /** A list of objects, each read by {@code reader}; absent is empty. */
  public <T> List<T> objects(String name, int max, Function<JsonFields, T> reader) {
    List<T> values = new ArrayList<>();
    elements(name, max).forEach((path, n) -> values.add(reader.apply(of(n, path, faults))));
    return values;
  }

  /** A list of strings; absent is empty. */
  public List<String> texts(String name, int max, TextRule rule) {
    List<String> values = new ArrayList<>();
    elements(name, max).forEach((path, n) -> values.add(string(n, path, rule)));
    return values;
  }

  /** A list of whole numbers; absent is empty. */
  public List<Integer> integers(String name, int maxLength, int min, int max) {
    List<Integer> values = new ArrayList<>();
    elements(name, maxLength)
        .forEach((path, n) -> number(n, path, min, max).ifPresent(values::add));
    return values;
  }

  /**
   * Records a fault at a member, or at the object if the member is absent. Nothing is recorded if
   * this is no object at all, which was a fault already.
   */
  public void fault(Kind kind, String name, String message) {
    if (inert) {
      return;
    }
    JsonNode.Member member = members.get(name);
    if (member == null) {
      faults.add(kind, node, path(name), message);
    } else {
      faults.add(kind, member.value(), path(name), message);
    }
  }

  /** Records a fault at an element of a list. */
  public void faultAt(Kind kind, String name, int index, String message) {
    JsonNode.Member member = members.get(name);
    if (member != null && member.value() instanceof JsonNode.ArrayNode array) {
      faults.add(kind, array.elements().get(index), path(name) + "[" + index + "]", message);
    }
  }

  /** Reports every element of a list whose value stands in an earlier one; empty ones are none. */
  public void requireUnique(String list, String member, List<String> values) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).isEmpty() && !seen.add(values.get(i))) {
        String text = "the " + member + " " + values.get(i) + " stands in an earlier element";
        faultAt(Kind.DUPLICATE_VALUE, list, i, text);
      }
    }
  }

  /** Reports every member that was not asked for. To be called last. */
  public void close() {
    members.forEach(
        (name, member) -> {
          if (!asked.contains(name)) {
            String text = "is not known here; known are " + String.join(", ", asked);
            faults.add(Kind.UNKNOWN_KEY, member.line(), member.column(), path(name), text);
          }
        });
  }

  private Optional<JsonNode> required(String name) {
    if (has(name)) {
      return Optional.of(members.get(name).value());
    }
    if (!inert) {
      faults.add(Kind.MISSING_KEY, node, path(name), "is missing");
    }
    return Optional.empty();
  }

  private Map<String, JsonNode> elements(String name, int max) {
    Map<String, JsonNode> elements = new LinkedHashMap<>();
    if (!has(name)) {
      return elements;
    }
    JsonNode list = members.get(name).value();
    if (!(list instanceof JsonNode.ArrayNode array)) {
      faults.add(Kind.WRONG_TYPE, list, path(name), "must be an array, not " + list.typeInWords());
      return elements;
    }
    if (array.elements().size() > max) {
      String text = "has " + array.elements().size() + " elements, at most " + max + " are allowed";
      faults.add(Kind.LIMIT_EXCEEDED, list, path(name), text);
      return elements;
    }
    for (JsonNode element : array.elements()) {
      elements.put(path(name) + "[" + elements.size() + "]", element);
    }
    return elements;
  }

  private String string(JsonNode n, String path, TextRule rule) {
    if (!(n instanceof JsonNode.StringNode text)) {
      faults.add(Kind.WRONG_TYPE, n, path, "must be a string, not " + n.typeInWords());
      return "";
    }
    if (!rule.allows(text.value())) {
      faults.add(Kind.BAD_VALUE, n, path, "must be " + rule.inWords());
    }
    return text.value();
  }

  private OptionalInt knownNumber(String name, int min, int max) {
    Optional<JsonNode> found = required(name);
    return found.isEmpty() ? OptionalInt.empty() : number(found.get(), path(name), min, max);
  }

  private OptionalInt number(JsonNode n, String path, int min, int max) {
    if (!(n instanceof JsonNode.IntegerNode number)) {
      faults.add(Kind.WRONG_TYPE, n, path, "must be a whole number, not " + n.typeInWords());
      return OptionalInt.empty();
    }
    // At most 20 digits were let through, so BigInteger is small and nothing overflows.
    BigInteger value = new BigInteger(number.digits());
    if (value.compareTo(BigInteger.valueOf(min)) < 0
        || value.compareTo(BigInteger.valueOf(max)) > 0) {
      faults.add(Kind.BAD_VALUE, n, path, "must be from " + min + " to " + max);
      return OptionalInt.empty();
    }
    return OptionalInt.of(value.intValue());
  }

  private <T> Optional<T> time(String name, String wanted, Function<String, T> parser) {
    Optional<JsonNode> found = required(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (!(found.get() instanceof JsonNode.StringNode text)) {
      String type = found.get().typeInWords();
      faults.add(Kind.WRONG_TYPE, found.get(), path(name), "must be a string, not " + type);
      return Optional.empty();
    }
    try {
      // Years 0001 to 9999 only: the pattern alone would take a sign and a fifth digit.
      if (!text.value().startsWith("+") && !text.value().startsWith("-")) {
        return Optional.of(parser.apply(text.value()));
      }
      faults.add(Kind.BAD_VALUE, text, path(name), wanted);
      return Optional.empty();
    } catch (DateTimeParseException e) {
      faults.add(Kind.BAD_VALUE, text, path(name), wanted);
      return Optional.empty();
    }
  }

  private String path(String name) {
    return key.isEmpty() ? name : key + "." + name;
  }
}
