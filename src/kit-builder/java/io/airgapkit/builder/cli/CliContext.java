package io.airgapkit.builder.cli;

import io.airgapkit.verifier.cli.Streams;
import io.airgapkit.verifier.cli.TextStream;
import java.time.Clock;
import java.util.Map;

/**
 * What a run may use of its surroundings.
 *
 * @param clock read once a command
 */
public record CliContext(Streams streams, Map<String, String> environment, Clock clock) {

  static final String TOOL = "kit-builder";

  /** Data. */
  TextStream out() {
    return streams.out();
  }

  /** Talk. */
  TextStream err() {
    return streams.err();
  }

  void warn(String line) {
    streams.warn(line);
  }

  void fail(String message, String hint) {
    streams.fail(message, hint);
  }

  static String version() {
    String version = CliContext.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
