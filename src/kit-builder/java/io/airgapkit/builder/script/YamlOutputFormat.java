package io.airgapkit.builder.script;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * Values inside double-quoted YAML scalars (YAML 1.1 and 1.2, 5.7). Quote and backslash are escaped
 * as in JSON, everything outside printable ASCII by its code point; JSON's pairs of surrogates are
 * two characters to a YAML reader, so those are not used. What a reader does with the value
 * afterwards (Ansible fills in what stands in double braces) is for the template to prevent: {@code
 * !unsafe "${value}"}.
 */
final class YamlOutputFormat extends CommonMarkupOutputFormat<YamlText> {
  static final YamlOutputFormat INSTANCE = new YamlOutputFormat();

  private YamlOutputFormat() {}

  @Override
  public String getName() {
    return "YAML";
  }

  @Override
  public String getMimeType() {
    return "application/yaml";
  }

  @Override
  public void output(String text, Writer out) throws IOException, TemplateModelException {
    out.write(escapePlainText(text));
  }

  @Override
  public String escapePlainText(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    text.codePoints().forEach(c -> escape(c, out));
    return out.toString();
  }

  private static void escape(int c, StringBuilder out) {
    if (c == '"' || c == '\\') {
      out.append('\\').append((char) c);
    } else if (c >= 0x20 && c < 0x7F) {
      out.append((char) c);
    } else if (c > 0xFFFF) {
      out.append(String.format(Locale.ROOT, "\\U%08X", c));
    } else {
      // Half a pair is no character; YAML readers differ in what they make of it.
      boolean half = Character.isSurrogate((char) c);
      out.append(String.format(Locale.ROOT, "\\u%04X", half ? 0xFFFD : c));
    }
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtInName) {
    return false;
  }

  @Override
  protected YamlText newTemplateMarkupOutputModel(String plainText, String markup) {
    return new YamlText(plainText, markup);
  }
}
