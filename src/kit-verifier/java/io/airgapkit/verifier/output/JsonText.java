package io.airgapkit.verifier.output;

import io.airgapkit.format.Printable;

/**
 * Writes JSON (RFC 8259) for machines: ASCII only, two blanks of indent. Not the canonical JSON of
 * the format.
 */
public final class JsonText implements Page {
  private final StringBuilder out = new StringBuilder(1024);
  private int depth;
  private boolean empty = true;

  public JsonText begin(char bracket) {
    out.append(bracket);
    depth++;
    empty = true;
    return this;
  }

  public JsonText end(char bracket) {
    depth--;
    if (!empty) {
      newLine();
    }
    out.append(bracket);
    empty = false;
    return this;
  }

  /** Starts an element of an array. */
  public JsonText element() {
    out.append(empty ? "" : ",");
    newLine();
    empty = false;
    return this;
  }

  /** Starts a member. */
  public JsonText name(String name) {
    element();
    quoted(name);
    out.append(": ");
    return this;
  }

  public JsonText member(String name, String value) {
    return name(name).quoted(value);
  }

  public JsonText member(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  public JsonText member(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  /** A string; everything that is not printable ASCII becomes a JSON escape. */
  public JsonText quoted(String text) {
    // The escape for people is JSON's own, so quotes and backslashes are all that is left.
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
    out.append('"').append(Printable.of(escaped)).append('"');
    return this;
  }

  private void newLine() {
    out.append('\n').append(" ".repeat(2 * depth));
  }

  @Override
  public String toString() {
    return out + "\n";
  }
}
