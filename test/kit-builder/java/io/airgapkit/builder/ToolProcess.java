package io.airgapkit.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.OutsideTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is not ours, to be run; without it a test ends as {@link OutsideTool} says. */
public record ToolProcess(Path program) {

  public record Result(int exitCode, String output) {}

  public static ToolProcess require(String name) {
    return new ToolProcess(OutsideTool.require(name));
  }

  /** Only the distribution's own Python has Samba's modules. */
  public static ToolProcess samba(Path folder) throws IOException, InterruptedException {
    ToolProcess python = new ToolProcess(Path.of("/usr/bin/python3"));
    if (!Files.isExecutable(python.program())
        || python.feed(folder, "import samba.dcerpc.preg, samba.gp_parse.gp_pol").exitCode() != 0) {
      OutsideTool.lacking("the distribution's Python knows no Samba");
    }
    return python;
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
