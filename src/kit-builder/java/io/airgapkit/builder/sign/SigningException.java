package io.airgapkit.builder.sign;

import io.airgapkit.format.Printable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signing stops here: a {@link SigningFault}, the facts it rests on, and a message made of both.
 *
 * <p>Facts never contain a secret. Characters outside printable ASCII are shown as {@code \}{@code
 * uXXXX}, because names come from files.
 */
public final class SigningException extends Exception {
  private static final long serialVersionUID = 1L;

  private final SigningFault fault;
  private final LinkedHashMap<String, String> facts;

  private SigningException(
      SigningFault fault, LinkedHashMap<String, String> facts, Throwable cause) {
    super(fill(fault.text(), facts), cause);
    this.fault = fault;
    this.facts = facts;
  }

  /** A fault with facts as name, value, name, value. */
  public static SigningException of(SigningFault fault, Object... facts) {
    return because(null, fault, facts);
  }

  /** The same, with what led to it. */
  public static SigningException because(Throwable cause, SigningFault fault, Object... facts) {
    LinkedHashMap<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i + 1 < facts.length; i += 2) {
      named.put(facts[i].toString(), Printable.of(String.valueOf(facts[i + 1])));
    }
    return new SigningException(fault, named, cause);
  }

  /** The words of a cause for a fact named {@code reason}; a cause without words gives its kind. */
  public static String reason(Throwable cause) {
    String words = cause.getMessage() == null ? "" : cause.getMessage().strip();
    if (words.isEmpty()) {
      return cause.getClass().getSimpleName();
    }
    return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
  }

  /** The code. */
  public SigningFault fault() {
    return fault;
  }

  /** The facts by name, in the order they were given. */
  public Map<String, String> facts() {
    return Collections.unmodifiableMap(facts);
  }

  /** What to do about it. */
  public String hint() {
    return fault.hint();
  }

  private static String fill(String text, Map<String, String> facts) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      String name = text.substring(open + 1, close);
      out.append(text, at, open).append(facts.getOrDefault(name, "(unknown " + name + ")"));
      at = close + 1;
    }
    return out.append(text, at, text.length()).toString();
  }
}
