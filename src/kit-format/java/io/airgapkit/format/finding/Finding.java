package io.airgapkit.format.finding;

import io.airgapkit.format.Printable;
import java.util.List;

/**
 * One thing found, with the facts of this case.
 *
 * @param values one for each of {@link FindingCode#parameters()}, in their order; raw, escaped only
 *     when shown
 */
public record Finding(FindingCode code, List<String> values) {
  public Finding {
    values = List.copyOf(values);
    if (values.size() != code.parameters().size()) {
      throw new IllegalArgumentException(code + " takes " + code.parameters() + ", not " + values);
    }
  }

  public static Finding of(FindingCode code, Object... values) {
    String[] texts = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      texts[i] = String.valueOf(values[i]);
    }
    return new Finding(code, List.of(texts));
  }

  /** The message with the values in their places, safe to print on a terminal. */
  public String message() {
    String text = code.text();
    StringBuilder out = new StringBuilder(text.length() + 64);
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      out.append(text, at, open);
      out.append(
          Printable.of(values.get(code.parameters().indexOf(text.substring(open + 1, close)))));
      at = close + 1;
    }
    return out.append(text, at, text.length()).toString();
  }
}
