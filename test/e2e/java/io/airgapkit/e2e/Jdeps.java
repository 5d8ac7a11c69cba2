package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.spi.ToolProvider;

/** What the JDK's own tool says of a jar. */
final class Jdeps {
  private Jdeps() {}

  static String of(Path jar, String... options) {
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments = Arrays.copyOf(options, options.length + 1);
    arguments[options.length] = jar.toString();
    int exit = jdeps.run(new PrintWriter(out), new PrintWriter(err), arguments);
    assertThat(exit).as("%s%s", out, err).isZero();
    return out.toString();
  }
}
