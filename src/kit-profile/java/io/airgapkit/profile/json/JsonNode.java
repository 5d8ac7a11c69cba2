package io.airgapkit.profile.json;

import java.util.List;
import java.util.Map;

/** A piece of a JSON document that knows where it begins (line and column from 1). */
public sealed interface JsonNode {
  /** Line of the first character, from 1. */
  int line();

  /** Column of the first character, from 1, in UTF-16 units. */
  int column();

  /** The JSON type in words, for messages. */
  String typeInWords();

  /**
   * An object.
   *
   * @param members by key, in the order of the file
   */
  record ObjectNode(Map<String, Member> members, int line, int column) implements JsonNode {
    @Override
    public String typeInWords() {
      return "an object";
    }
  }

  /**
   * A member of an object: where its key stands, and its value.
   *
   * @param line line of the key
   * @param column column of the key
   */
  record Member(int line, int column, JsonNode value) {}

  /** An array. */
  record ArrayNode(List<JsonNode> elements, int line, int column) implements JsonNode {
    @Override
    public String typeInWords() {
      return "an array";
    }
  }

  /** A string, with escapes resolved. */
  record StringNode(String value, int line, int column) implements JsonNode {
    @Override
    public String typeInWords() {
      return "a string";
    }
  }

  /** A whole number as it was written; it may be too long for any Java type. */
  record IntegerNode(String digits, int line, int column) implements JsonNode {
    @Override
    public String typeInWords() {
      return "a number";
    }
  }

  /** A fraction, a truth value or null: nothing the schemas use, kept to be refused in words. */
  record OtherNode(String typeInWords, int line, int column) implements JsonNode {}
}
