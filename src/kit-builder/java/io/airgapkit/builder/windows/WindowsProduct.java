package io.airgapkit.builder.windows;

import java.util.ArrayList;
import java.util.List;

/**
 * One file that ships for Windows: a list of parts, one after the other. The lists stand in {@code
 * src/windows/products.txt}, where tests in PowerShell read them too.
 *
 * @param name of the file, such as {@code Verify-Kit.ps1}
 * @param parts paths below {@code src/windows}, or {@code @} and the name of a generated table
 */
public record WindowsProduct(String name, List<String> parts) {
  private static final String LIST = "products.txt";
  private static final char TABLE = '@';

  /** The list is copied. */
  public WindowsProduct {
    parts = List.copyOf(parts);
  }

  /**
   * @throws IllegalStateException if there is no such product: our bug
   */
  public static WindowsProduct of(String name) {
    List<String> parts = new ArrayList<>();
    boolean inside = false;
    for (String line : ScriptSource.text(LIST).split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("  ")) {
        if (inside) {
          parts.add(line.strip());
        }
      } else {
        inside = line.equals(name);
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalStateException("no product " + name);
    }
    return new WindowsProduct(name, parts);
  }

  /** The whole text, an empty line between two parts; lines end in LF. */
  public String text() {
    List<String> texts = new ArrayList<>();
    for (String part : parts) {
      texts.add(
          part.charAt(0) == TABLE ? VerifierTables.of(part.substring(1)) : ScriptSource.text(part));
    }
    return String.join("\n", texts);
  }

  /** As it lies on Windows: ASCII, lines end in CR LF; the same for the same build. */
  public byte[] bytes() {
    return ScriptText.windows(name, text());
  }
}
