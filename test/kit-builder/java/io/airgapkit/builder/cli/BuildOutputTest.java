package io.airgapkit.builder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.verifier.cli.Streams;
import io.airgapkit.verifier.cli.TextStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A build says of certificates what was resolved, and of a kit that is refused nothing. */
class BuildOutputTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** What is refused while things are gathered: a missing file, ids nobody knows, a bad value. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--with=globalsign-timestamping-root-r45",
        "--with=verisign-universal-root-certification-authority",
        "--with=nobody-knows-this",
        "--with=microsoft-id-verified-cs-aoc-ca-03",
        "--policy=nobody-knows-this",
      })
  void nothingIsGatheredThatIsRefused(String option) {
    assertThat(build(option)).isEqualTo(1);
    assertThat(labels()).doesNotContain("gathered", "note", "crl", "key", "generated", "sealed");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private int build(String option) {
    CliContext context =
        new CliContext(
            new Streams(
                CliContext.TOOL, new TextStream(new ByteArrayOutputStream()), new TextStream(err)),
            Map.of(),
            Clock.systemUTC());
    return BuilderCommand.run(
        context,
        "build",
        "acs",
        "--quick-start",
        "--out",
        folder.resolve("out").toString(),
        option);
  }

  /** The first column of what is said. */
  private TreeSet<String> labels() {
    TreeSet<String> labels = new TreeSet<>();
    err.toString(StandardCharsets.US_ASCII)
        .lines()
        .filter(line -> line.matches("[a-z]+  .*"))
        .forEach(line -> labels.add(line.substring(0, line.indexOf(' '))));
    return labels;
  }
}
