package io.airgapkit.builder.script;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileExtensionMatcher;
import freemarker.cache.FirstMatchTemplateConfigurationFactory;
import freemarker.cache.TemplateConfigurationFactory;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.OutputFormat;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.core.XMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * Fills the templates of {@code templates/}. The name's ending chooses the output format: {@code
 * .ps1.ftl}, {@code .yml.ftl}, {@code .xml.ftl}, {@code .html.ftl}, {@code .txt.ftl}; a template of
 * any other ending is refused, so that none goes unescaped.
 */
public final class TemplateRenderer {
  private static final String FOLDER = "/io/airgapkit/builder/templates";

  private final Configuration configuration;

  public TemplateRenderer() {
    Configuration c = new Configuration(Configuration.VERSION_2_3_34);
    c.setTemplateLoader(new ClassTemplateLoader(TemplateRenderer.class, FOLDER));
    c.setDefaultEncoding(StandardCharsets.UTF_8.name());
    c.setLocale(Locale.ROOT);
    c.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
    c.setNumberFormat("computer");
    c.setBooleanFormat("c");
    c.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    c.setLogTemplateExceptions(false);
    c.setWrapUncheckedExceptions(true);
    c.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    c.setAPIBuiltinEnabled(false);
    c.setLocalizedLookup(false);
    c.setRecognizeStandardFileExtensions(false);
    c.setRegisteredCustomOutputFormats(
        List.of(PowerShellOutputFormat.INSTANCE, YamlOutputFormat.INSTANCE));
    c.setTemplateConfigurations(
        new FirstMatchTemplateConfigurationFactory(
                ending("ps1.ftl", PowerShellOutputFormat.INSTANCE),
                ending("yml.ftl", YamlOutputFormat.INSTANCE),
                ending("xml.ftl", XMLOutputFormat.INSTANCE),
                ending("html.ftl", HTMLOutputFormat.INSTANCE),
                ending("txt.ftl", PlainTextOutputFormat.INSTANCE))
            .noMatchErrorDetails(
                "a template must end in .ps1.ftl, .yml.ftl, .xml.ftl, .html.ftl or .txt.ftl"));
    this.configuration = c;
  }

  private static TemplateConfigurationFactory ending(String ending, OutputFormat format) {
    TemplateConfiguration configuration = new TemplateConfiguration();
    configuration.setOutputFormat(format);
    return new ConditionalTemplateConfigurationFactory(
        new FileExtensionMatcher(ending), configuration);
  }

  /**
   * @param name path below {@code templates/}
   * @param data maps, lists, strings, numbers and booleans only
   * @throws IllegalStateException if the template is missing, faulty, or names data that is not
   *     there: our bug, not the user's
   */
  public String render(String name, Map<String, ?> data) {
    StringWriter out = new StringWriter();
    try {
      Template template = configuration.getTemplate(name);
      template.process(data, out);
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException(
          "the template " + name + " cannot be filled: " + e.getMessage(), e);
    }
    return out.toString();
  }
}
