package io.airgapkit.builder.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * What a run may use of its surroundings.
 *
 * @param out data
 * @param err talk
 * @param clock read once a command
 */
public record Session(
    PrintStream out, PrintStream err, Map<String, String> environment, Clock clock) {

  static final String TOOL = "kit-builder";

  void warn(String line) {
    err.println(TOOL + ": warning: " + line);
  }

  void fail(String message, String hint) {
    err.println(TOOL + ": error: " + message);
    err.println(TOOL + ": hint: " + hint);
  }

  static String version() {
    String version = Session.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
