package io.airgapkit.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a process left behind. Its streams go through files, so that a full pipe cannot stop it. */
record ToolRun(int exit, String out, String err) {
  static ToolRun of(Path scratch, List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(scratch, "run", ".out");
    Path err = Files.createTempFile(scratch, "run", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(empty(scratch).toFile()))
            .start();
    if (!process.waitFor(40, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new IOException("not done after 40 minutes: " + command);
    }
    return new ToolRun(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private static Path empty(Path scratch) throws IOException {
    Path file = scratch.resolve("nothing");
    return Files.exists(file) ? file : Files.createFile(file);
  }
}
