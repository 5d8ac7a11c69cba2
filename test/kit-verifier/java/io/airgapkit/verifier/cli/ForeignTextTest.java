package io.airgapkit.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.vectors.Foreign;
import io.airgapkit.verifier.output.Lines;
import io.airgapkit.verifier.output.Page;
import io.airgapkit.verifier.output.ReportJson;
import io.airgapkit.verifier.output.ReportText;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.SignerView;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a stranger wrote, wherever it is said: printable ASCII, and no line of his. */
class ForeignTextTest {
  private static final String X = Foreign.TEXT;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Streams streams = new Streams("tool", new TextStream(out), new TextStream(err));

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void inAReport(FindingCode code) {
    List<String> values = Collections.nCopies(code.parameters().size(), X);
    for (Purpose purpose : Purpose.values()) {
      VerificationReport report = report(new Finding(code, values), purpose);
      for (Page page : List.of(ReportText.of(report), ReportJson.of(report))) {
        streams.out().print(page);
      }
    }
    assertSaid(out, "\\u202e");
  }

  private static VerificationReport report(Finding finding, Purpose purpose) {
    String digest = "0".repeat(64);
    return new VerificationReport(
        X,
        1,
        purpose,
        0,
        List.of(finding),
        List.of(new SignerView(X, digest, digest, X, X, Optional.of(new Anchor(digest, X)))),
        List.of(new Anchor(digest, X)),
        Optional.empty(),
        digest,
        false,
        false,
        X,
        false);
  }

  @Test
  void inLines() {
    Lines lines = new Lines();
    lines.add(X, X);
    lines.more(X);
    lines.wrapped(X);
    lines.line(X);
    streams.err().print(lines);
    assertSaid(err, "x\\u000d\\u000a");
  }

  /** Tabs between cells are the table's own, as many as there are. */
  @Test
  void inATable() {
    Lines lines = new Lines();
    lines.row(X, X, X);
    streams.out().print(lines);
    String row = out.toString(StandardCharsets.ISO_8859_1);
    assertThat(row.chars().filter(c -> c == '\t')).hasSize(2);
    assertThat(Foreign.harm(row.replace('\t', ' '))).isEmpty();
  }

  @Test
  void inTalk() {
    streams.err().println(X);
    streams.warn(X);
    streams.fail(X, X);
    streams.fail(X, List.of(X, X), X);
    streams.err().overprint("");
    IllegalStateException fault = new IllegalStateException(X, new IOException(X));
    fault.addSuppressed(new IOException(X));
    streams.trace(fault);
    assertThat(err.toString(StandardCharsets.ISO_8859_1)).contains("\r");
    assertThat(Foreign.harm(err.toString(StandardCharsets.ISO_8859_1).replace('\r', ' ')))
        .isEmpty();
  }

  /** A trace whose causes run in a circle ends. */
  @Test
  void aTraceInACircle() {
    IOException one = new IOException("one");
    one.addSuppressed(new IOException("two", one));
    streams.trace(one);
    assertThat(err.toString(StandardCharsets.ISO_8859_1).split("java.io.IOException: one", -1))
        .hasSize(2);
  }

  /** X stands for the text, HERE for a file that has it in its name, ANCHOR for a digest. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2|X",
        "2|--X",
        "2|--X=X",
        "2|verify|X",
        "2|verify|X|X",
        "2|verify|X|--anchor|sha256:X",
        "2|verify|X|--for|X",
        "2|verify|X|--for=X",
        "2|verify|HERE|--anchor|HERE",
        "2|verify|HERE|--anchor|FOLDER",
        "3|verify|X|--anchor|X",
        "3|verify|X|--anchor|ANCHOR",
        "3|verify|--manifest|X|--signature|X|--anchor|ANCHOR",
        "1|verify|HERE|--anchor|ANCHOR",
        "1|verify|HERE|--anchor|ANCHOR|--json",
        "1|verify|--manifest|HERE|--signature|HERE|--anchor|ANCHOR",
        "1|extract|HERE|--to|X|--anchor|ANCHOR",
        "2|extract|HERE|--to|X|--to|X",
        "3|inspect|X",
        "1|inspect|HERE",
        "1|inspect|HERE|--json"
      })
  void inWordsAndNames(String row) throws IOException {
    Path kits = Files.createDirectory(folder.resolve("kits"));
    Path here = Files.writeString(kits.resolve(X), "no kit");
    Path other = Files.createDirectory(folder.resolve(X));
    String[] cells = row.split("\\|");
    String[] words = new String[cells.length - 1];
    for (int i = 1; i < cells.length; i++) {
      words[i - 1] =
          cells[i]
              .replace("X", X)
              .replace("HERE", here.toString())
              .replace("FOLDER", other.toString())
              .replace("ANCHOR", "sha256:" + "0".repeat(64));
    }
    int exit = new VerifierCommand(streams, Clock.systemUTC()).run(words);
    String said =
        out.toString(StandardCharsets.ISO_8859_1) + err.toString(StandardCharsets.ISO_8859_1);
    assertThat(exit).as(said).isEqualTo(Integer.parseInt(cells[0]));
    assertThat(Foreign.harm(said)).isEmpty();
  }

  /** After a gap nothing is written: it would look whole. */
  @Test
  void nothingAfterAGap() {
    TextStream gap =
        new TextStream(
            new OutputStream() {
              private int writes;

              @Override
              public void write(int b) {
                out.write(b);
              }

              @Override
              public void write(byte[] bytes, int from, int length) throws IOException {
                if (writes++ == 1) {
                  throw new IOException(X);
                }
                out.write(bytes, from, length);
              }
            });
    Streams broken = new Streams("tool", gap, new TextStream(err));
    for (String line : List.of("one", "two", "three")) {
      gap.println(line);
    }
    assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("one\n");
    for (ExitCode code : ExitCode.values()) {
      boolean answer = code == ExitCode.DONE || code == ExitCode.NO;
      assertThat(broken.exit(code.number()))
          .isEqualTo(answer ? ExitCode.UNKNOWN.number() : code.number());
    }
    assertSaid(err, "tool: error: standard output");
  }

  private static void assertSaid(ByteArrayOutputStream stream, String part) {
    String said = stream.toString(StandardCharsets.ISO_8859_1);
    assertThat(said).contains(part);
    assertThat(Foreign.harm(said)).isEmpty();
  }
}
