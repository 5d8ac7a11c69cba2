package io.airgapkit.e2e;

import io.airgapkit.outside.Checkout;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A person at a prompt: a folder, an environment, and the finished tools as processes. */
final class Terminal {
  private static final int MINUTES = 5;

  /** Most runs live for a second, where the second compiler does not pay. */
  private static final String SHORT = "-XX:TieredStopAtLevel=1";

  private final Path folder;
  private final Map<String, String> set = new TreeMap<>();

  private Terminal(Path folder) {
    this.folder = folder;
    // What the person who runs the tests has set must not reach the tools.
    set.put("SOURCE_DATE_EPOCH", null);
    set.put("JAVA_TOOL_OPTIONS", null);
    set.put("KIT_BUILDER_OPTS", SHORT);
  }

  static Terminal in(Path folder) {
    return new Terminal(folder);
  }

  /** A variable for all that is run from here; null takes it away. */
  Terminal with(String name, String value) {
    set.put(name, value);
    return this;
  }

  /** With all that Java has, for runs that make keys: primes are what takes long. */
  Terminal thatMakesKeys() {
    return with("KIT_BUILDER_OPTS", null);
  }

  static Path launcher() {
    return Checkout.root().resolve("kit-builder");
  }

  static Path builderJar() {
    return Checkout.root().resolve("src/kit-builder/target/kit-builder.jar");
  }

  static Path verifierJar() {
    return Checkout.root().resolve("src/kit-verifier/target/kit-verifier.jar");
  }

  /** The Java that runs the tests. */
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** {@code ./kit-builder WORDS}. */
  ToolRun builder(String... words) throws IOException, InterruptedException {
    return run(builderCommand(words));
  }

  static List<String> builderCommand(String... words) {
    return joined(List.of(launcher().toString()), words);
  }

  /** {@code java -jar kit-verifier.jar WORDS}. */
  ToolRun verifier(String... words) throws IOException, InterruptedException {
    return run(verifierCommand(words));
  }

  static List<String> verifierCommand(String... words) {
    List<String> java = List.of(java().toString(), SHORT, "-XX:+UseSerialGC");
    return joined(joined(java, "-jar", verifierJar().toString()), words);
  }

  /** A command behind a line of shell, as in {@code umask 077}. */
  ToolRun after(String line, List<String> command) throws IOException, InterruptedException {
    return run(joined(List.of("sh", "-c", line + "; exec \"$@\"", "sh"), command));
  }

  ToolRun run(String... command) throws IOException, InterruptedException {
    return run(List.of(command));
  }

  /** Runs to the end. The streams go through files, so that a full pipe cannot stop anything. */
  ToolRun run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("e2e", ".out");
    Path err = Files.createTempFile("e2e", ".err");
    try {
      Process process = start(command, out, err);
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
        throw new IOException("not done after " + MINUTES + " minutes: " + command);
      }
      return new ToolRun(process.exitValue(), text(out), text(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  Process start(List<String> command, Path out, Path err) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    set.forEach(
        (name, value) -> {
          if (value == null) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    return builder.start();
  }

  /** Byte for byte: what a tool says may be in any encoding. */
  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static List<String> joined(List<String> first, String... rest) {
    return joined(first, List.of(rest));
  }

  private static List<String> joined(List<String> first, List<String> rest) {
    List<String> all = new ArrayList<>(first);
    all.addAll(rest);
    return all;
  }
}
