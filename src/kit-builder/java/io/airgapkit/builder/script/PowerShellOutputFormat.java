package io.airgapkit.builder.script;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.Writer;

/**
 * Values inside single-quoted PowerShell strings. PowerShell ends such a string at the ASCII quote
 * and at four Unicode quotes (language specification, 2.3.5.2), and a doubled quote stands for
 * itself; nothing else is special there. Characters outside printable ASCII become {@code ?}, so
 * that a value cannot bring line ends or steer a terminal.
 */
final class PowerShellOutputFormat extends CommonMarkupOutputFormat<PowerShellText> {
  static final PowerShellOutputFormat INSTANCE = new PowerShellOutputFormat();

  private PowerShellOutputFormat() {}

  @Override
  public String getName() {
    return "PowerShell";
  }

  @Override
  public String getMimeType() {
    return "text/x-powershell";
  }

  @Override
  public void output(String text, Writer out) throws IOException, TemplateModelException {
    out.write(escapePlainText(text));
  }

  @Override
  public String escapePlainText(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c >= '\u2018' && c <= '\u201B') {
        out.append("''");
      } else {
        out.append(c >= 0x20 && c < 0x7F ? c : '?');
      }
    }
    return out.toString();
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtInName) {
    return false;
  }

  @Override
  protected PowerShellText newTemplateMarkupOutputModel(String plainText, String markup) {
    return new PowerShellText(plainText, markup);
  }
}
