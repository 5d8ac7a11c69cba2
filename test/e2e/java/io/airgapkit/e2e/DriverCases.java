package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What a driver script says, one case a line, as tests. */
final class DriverCases {
  private DriverCases() {}

  /**
   * @param line groups 1 to 3: name, what is wanted, what came; any other line is a failure
   * @param count asserts how many cases there are
   */
  static Stream<DynamicTest> of(ToolRun run, Pattern line, IntConsumer count) {
    List<DynamicTest> tests = new ArrayList<>();
    for (String said : run.out().strip().split("\\R")) {
      Matcher found = line.matcher(said);
      if (found.matches()) {
        tests.add(
            dynamicTest(
                found.group(1), () -> assertThat(found.group(3)).isEqualTo(found.group(2))));
      } else {
        tests.add(dynamicTest("a line that is no case", () -> assertThat(said).isEmpty()));
      }
    }
    int cases = tests.size();
    tests.add(
        dynamicTest(
            "all cases ran",
            () -> {
              assertThat(run.exit()).as(run.err()).isZero();
              count.accept(cases);
            }));
    return tests.stream();
  }
}
