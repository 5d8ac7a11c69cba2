package io.airgapkit.builder.script;

import freemarker.core.CommonTemplateMarkupOutputModel;

/** Text that is escaped for a double-quoted YAML scalar already. */
final class YamlText extends CommonTemplateMarkupOutputModel<YamlText> {
  YamlText(String plainText, String markup) {
    super(plainText, markup);
  }

  @Override
  public YamlOutputFormat getOutputFormat() {
    return YamlOutputFormat.INSTANCE;
  }
}
