package io.airgapkit.builder.cli;

import io.airgapkit.verifier.finding.Progress;
import java.io.PrintStream;

/** One line on a terminal that is rewritten and wiped; nothing where nobody watches. */
final class ProgressLine implements Progress {
  private static final long SILENT_BYTES = 64L << 20;

  private final PrintStream err;

  private ProgressLine(PrintStream err) {
    this.err = err;
  }

  static Progress on(PrintStream err) {
    return System.console() != null ? new ProgressLine(err) : Progress.NONE;
  }

  @Override
  public void advanced(long done, long total) {
    if (total >= SILENT_BYTES) {
      err.print(
          done >= total
              ? "\r" + " ".repeat(40) + "\r"
              : "\rchecking " + (done >> 20) + " of " + (total >> 20) + " MiB ");
      err.flush();
    }
  }
}
