package io.airgapkit.builder.sign;

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

/** A program on the PATH; without it a test is skipped, or fails where tools are required. */
record OutsideTool(Path program) {

  record Result(int exitCode, String output) {}

  static OutsideTool require(String name) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) {
        return new OutsideTool(program);
      }
    }
    assertThat(Boolean.getBoolean("require.tools")).as("%s is required here", name).isFalse();
    assumeTrue(false, name + " is not on the PATH");
    throw new AssertionError("not reached");
  }

  /** Standard output and error together, in a file so that a full pipe cannot block. */
  Result run(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(folder, "tool", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
    return new Result(process.exitValue(), Files.readString(log, StandardCharsets.ISO_8859_1));
  }

  String mustRun(Path folder, String... arguments) throws IOException, InterruptedException {
    Result result = run(folder, arguments);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }
}
