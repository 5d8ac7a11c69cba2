package io.airgapkit.verifier.cli;

import io.airgapkit.format.Printable;
import io.airgapkit.verifier.output.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One stream of the process, and the only way to it: what leaves is printable ASCII. Not a {@link
 * java.io.PrintStream}, because that one forgets why a write failed and nobody asks it.
 */
public final class TextStream {
  private final OutputStream stream;
  private String fault = "";

  public TextStream(OutputStream stream) {
    this.stream = stream;
  }

  public void print(Page page) {
    write(page.toString());
  }

  /** One line, whatever is in it: a line end is shown like all that is not printable. */
  public void println(String line) {
    write(Printable.of(line) + "\n");
  }

  public void println() {
    write("\n");
  }

  /** Puts a line over the one a terminal shows last. */
  void overprint(String line) {
    write("\r" + Printable.of(line));
  }

  /** Why something is missing from this stream, or empty if it took everything. */
  String fault() {
    return fault;
  }

  /** What comes after a gap would only look whole, so nothing does. */
  private void write(String ascii) {
    if (!fault.isEmpty()) {
      return;
    }
    try {
      stream.write(ascii.getBytes(StandardCharsets.US_ASCII));
      stream.flush();
    } catch (IOException e) {
      fault = String.valueOf(e.getMessage());
    }
  }
}
