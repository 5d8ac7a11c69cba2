package io.airgapkit.builder.sign;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A fault of signing whose every fact is one text. */
public final class ForeignFacts {
  private static final Pattern FACT = Pattern.compile("\\{([a-z_]+)\\}");

  private ForeignFacts() {}

  public static SigningException in(SigningFault fault, String text) {
    List<Object> facts = new ArrayList<>();
    FACT.matcher(fault.text()).results().forEach(m -> facts.addAll(List.of(m.group(1), text)));
    return SigningException.of(fault, facts.toArray());
  }
}
