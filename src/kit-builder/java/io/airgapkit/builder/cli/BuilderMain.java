package io.airgapkit.builder.cli;

import java.time.Clock;

/** The process: arguments, streams and exit code. Called by {@code launch.Main}. */
public final class BuilderMain {
  private BuilderMain() {}

  public static void main(String[] args) {
    // From Java 22 on there is a console even where nobody sits; this one is there only with a
    // terminal.
    System.setProperty("jdk.console", "java.base");
    Session session = new Session(System.out, System.err, System.getenv(), Clock.systemUTC());
    System.exit(BuilderCommand.run(session, args));
  }
}
