package io.airgapkit.e2e;

import io.airgapkit.outside.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The commands that the README tells people to type. */
final class Readme {
  private static final String PROMPT = "    $ ";

  private Readme() {}

  /** In their order; what a backslash continues is one command. */
  static List<String> commands() throws IOException {
    List<String> out = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : Files.readAllLines(Checkout.root().resolve("README.md"))) {
      if (open.isEmpty() && !line.startsWith(PROMPT)) {
        continue;
      }
      String text = open.isEmpty() ? line.substring(PROMPT.length()) : line.strip();
      boolean more = text.endsWith("\\");
      open.append(more ? text.substring(0, text.length() - 1) : text);
      if (!more) {
        out.add(open.toString());
        open.setLength(0);
      }
    }
    return out;
  }
}
