package io.airgapkit.verifier.cli;

import java.time.Clock;

/** The process: arguments, streams and exit code. Called by {@code launch.Main}. */
public final class VerifierMain {
  private VerifierMain() {}

  public static void main(String[] args) {
    // From Java 22 on there is a console even where nobody sits; this one is there only with a
    // terminal.
    System.setProperty("jdk.console", "java.base");
    Streams streams = Streams.ofProcess("kit-verifier");
    System.exit(new VerifierCommand(streams, Clock.systemUTC()).run(args));
  }
}
