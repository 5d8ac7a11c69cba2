package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The facts of a report that was asked for with {@code --json}. */
record Report(ToolRun run) {
  private static final Pattern CODE = Pattern.compile("\"code\": \"([A-Z0-9_]+)\"");

  static Report of(ToolRun run) {
    assertThat(run.out()).as(run.err()).contains("\"format\": \"airgap-report/1\"");
    return new Report(run);
  }

  List<String> codes() {
    return CODE.matcher(run.out()).results().map((MatchResult m) -> m.group(1)).toList();
  }

  boolean says(String member, boolean value) {
    return run.out().contains("\"" + member + "\": " + value);
  }

  /** Exit code and findings at once, so that a failure shows both. */
  void hasOutcome(int exit, String... codes) {
    assertThat(codes()).as(run.out()).containsExactly(codes);
    assertThat(run.exit()).as(run.out()).isEqualTo(exit);
  }
}
