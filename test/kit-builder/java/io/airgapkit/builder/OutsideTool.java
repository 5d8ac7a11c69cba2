package io.airgapkit.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is not ours; without it a test is skipped, or fails where tools are required. */
public record OutsideTool(Path program) {

  public record Result(int exitCode, String output) {}

  public static OutsideTool require(String name) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) {
        return new OutsideTool(program);
      }
    }
    throw missing(name + " is not on the PATH");
  }

  /** Only the distribution's own Python has Samba's modules. */
  public static OutsideTool samba(Path folder) throws IOException, InterruptedException {
    OutsideTool python = new OutsideTool(Path.of("/usr/bin/python3"));
    if (Files.isExecutable(python.program())
        && python.feed(folder, "import samba.dcerpc.preg, samba.gp_parse.gp_pol").exitCode() == 0) {
      return python;
    }
    throw missing("the distribution's Python knows no Samba");
  }

  public static Path samples() {
    Path root = Path.of(System.getProperty("root.dir", "../.."));
    Path samples = root.resolve("../shared/reference/gpo-samples").toAbsolutePath().normalize();
    if (Files.isDirectory(samples)) {
      return samples;
    }
    throw missing("the real policies do not lie beside the checkout");
  }

  /** Ends the test; whoever calls throws what comes back, only for the compiler's sake. */
  private static AssertionError missing(String word) {
    assertThat(Boolean.getBoolean("require.tools")).as("%s, and is required here", word).isFalse();
    assumeTrue(false, word);
    throw new AssertionError("not reached");
  }

  /** Standard output and error together, in files so that a full pipe cannot block. */
  public Result feed(Path folder, String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(folder, "tool", ".log");
    Path in = Files.writeString(Files.createTempFile(folder, "tool", ".in"), input);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
    return new Result(
        process.exitValue(), new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
  }

  public Result run(Path folder, String... arguments) throws IOException, InterruptedException {
    return feed(folder, "", arguments);
  }

  public String mustFeed(Path folder, String input, String... arguments)
      throws IOException, InterruptedException {
    Result result = feed(folder, input, arguments);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }

  public String mustRun(Path folder, String... arguments) throws IOException, InterruptedException {
    return mustFeed(folder, "", arguments);
  }
}
