package io.airgapkit.profile.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the tree out of Jackson's tokens. Recursion is bounded by the parser's nesting limit. */
final class JsonTreeBuilder {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonDocument.MAX_DEPTH)
                  .maxStringLength(JsonDocument.MAX_STRING)
                  .maxNameLength(JsonDocument.MAX_KEY)
                  .maxNumberLength(JsonDocument.MAX_NUMBER)
                  .build())
          .build();

  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: [^]]*; line: ([0-9]+), column: ([0-9]+)]");

  private final JsonParser parser;
  private final DocumentFaults faults;

  private JsonTreeBuilder(JsonParser parser, DocumentFaults faults) {
    this.parser = parser;
    this.faults = faults;
  }

  static Optional<JsonNode> build(String text, DocumentFaults faults) {
    // A char array, not a String: from a String Jackson would make a Reader with a buffer of its
    // own, and a fault's column would be counted from there.
    try (JsonParser parser = FACTORY.createParser(text.toCharArray())) {
      return new JsonTreeBuilder(parser, faults).document();
    } catch (StreamConstraintsException e) {
      report(DocumentFault.Kind.LIMIT_EXCEEDED, e, faults);
    } catch (JsonProcessingException e) {
      report(DocumentFault.Kind.SYNTAX, e, faults);
    } catch (IOException e) {
      throw new AssertionError("a character array cannot fail to be read", e);
    }
    return Optional.empty();
  }

  private static void report(
      DocumentFault.Kind kind, JsonProcessingException e, DocumentFaults faults) {
    JsonLocation at = e.getLocation();
    int line = at == null ? 0 : at.getLineNr();
    int column = at == null ? 0 : at.getColumnNr();
    String text = e.getOriginalMessage();
    // Jackson's first line names the fault, the rest repeats the input. Inside the line it may name
    // a place by where its settings hide the input.
    String words = text.lines().findFirst().orElse("not JSON");
    faults.add(kind, line, column, "", SOURCE.matcher(words).replaceAll("line $1, column $2"));
  }

  private Optional<JsonNode> document() throws IOException {
    if (parser.nextToken() == null) {
      faults.add(DocumentFault.Kind.SYNTAX, 1, 1, "", "the file is empty");
      return Optional.empty();
    }
    JsonNode root = value("");
    JsonToken next = parser.nextToken();
    if (next != null) {
      JsonLocation at = parser.currentTokenLocation();
      String text = "only white space may follow the document";
      faults.add(DocumentFault.Kind.SYNTAX, at.getLineNr(), at.getColumnNr(), "", text);
      return Optional.empty();
    }
    return Optional.of(root);
  }

  private JsonNode value(String key) throws IOException {
    JsonLocation at = parser.currentTokenLocation();
    int line = at.getLineNr();
    int column = at.getColumnNr();
    return switch (parser.currentToken()) {
      case START_OBJECT -> new JsonNode.ObjectNode(members(key), line, column);
      case START_ARRAY -> new JsonNode.ArrayNode(elements(key), line, column);
      case VALUE_STRING -> new JsonNode.StringNode(parser.getText(), line, column);
      case VALUE_NUMBER_INT -> new JsonNode.IntegerNode(parser.getText(), line, column);
      case VALUE_NUMBER_FLOAT -> new JsonNode.OtherNode("a fraction", line, column);
      case VALUE_TRUE, VALUE_FALSE -> new JsonNode.OtherNode("a truth value", line, column);
      case VALUE_NULL -> new JsonNode.OtherNode("null", line, column);
      default -> throw new AssertionError("no value begins with " + parser.currentToken());
    };
  }

  private Map<String, JsonNode.Member> members(String key) throws IOException {
    Map<String, JsonNode.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonLocation at = parser.currentTokenLocation();
      int line = at.getLineNr();
      int column = at.getColumnNr();
      String path = key.isEmpty() ? name : key + "." + name;
      parser.nextToken();
      JsonNode.Member earlier = members.get(name);
      JsonNode.Member member = new JsonNode.Member(line, column, value(path));
      if (earlier == null) {
        members.put(name, member);
      } else {
        String text = "stands twice in one object, first in line " + earlier.line();
        faults.add(DocumentFault.Kind.DUPLICATE_KEY, line, column, path, text);
      }
    }
    return members;
  }

  private List<JsonNode> elements(String key) throws IOException {
    List<JsonNode> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(key + "[" + elements.size() + "]"));
    }
    return elements;
  }
}
