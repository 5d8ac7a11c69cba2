package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

/** A run that ended without a result: what it said, and that it left everything as it was. */
record Refusal(ToolRun run) {
  /** A command that is to fail. */
  interface Attempt {
    ToolRun run() throws Exception;
  }

  /** Runs it; nothing in the folder may come, go or change, and nothing is said on stdout. */
  static Refusal in(Path folder, Attempt attempt) throws Exception {
    Map<String, String> before = Tree.state(folder);
    ToolRun run = attempt.run();
    assertThat(Tree.state(folder)).as(run.err()).isEqualTo(before);
    assertThat(run.out()).isEmpty();
    return new Refusal(run);
  }

  void says(int exit, String fragment) {
    assertThat(run.exit()).as(run.err()).isEqualTo(exit);
    assertThat(message()).contains(fragment);
    assertThat(run.err()).doesNotContain("\tat ").doesNotContain("Exception");
  }

  /** What stands between {@code error:} and {@code hint:}; there is always a hint. */
  String message() {
    int error = run.err().indexOf(": error: ");
    int hint = run.err().indexOf(": hint: ");
    assertThat(error).as(run.err()).isNotNegative();
    assertThat(hint).as(run.err()).isGreaterThan(error);
    return run.err().substring(error + ": error: ".length(), hint);
  }
}
