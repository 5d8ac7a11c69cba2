package io.airgapkit.builder.cli;

import io.airgapkit.verifier.cli.Streams;
import java.time.Clock;

/** The process: arguments, streams and exit code. Called by {@code launch.Main}. */
public final class BuilderMain {
  private BuilderMain() {}

  public static void main(String[] args) {
    // From Java 22 on there is a console even where nobody sits; this one is there only with a
    // terminal.
    System.setProperty("jdk.console", "java.base");
    Streams streams = Streams.ofProcess(CliContext.TOOL);
    CliContext context = new CliContext(streams, System.getenv(), Clock.systemUTC());
    System.exit(BuilderCommand.run(context, args));
  }
}
