package io.airgapkit.builder.script;

import freemarker.core.CommonTemplateMarkupOutputModel;

/** Text that is escaped for PowerShell already. */
final class PowerShellText extends CommonTemplateMarkupOutputModel<PowerShellText> {
  PowerShellText(String plainText, String markup) {
    super(plainText, markup);
  }

  @Override
  public PowerShellOutputFormat getOutputFormat() {
    return PowerShellOutputFormat.INSTANCE;
  }
}
