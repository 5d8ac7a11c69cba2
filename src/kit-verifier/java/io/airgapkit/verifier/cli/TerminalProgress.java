package io.airgapkit.verifier.cli;

import io.airgapkit.verifier.report.Progress;

/**
 * One line on a terminal that is rewritten and wiped; silent for runs that are over before anybody
 * looks.
 */
public final class TerminalProgress implements Progress {
  private static final long SILENT_BYTES = 64L << 20;

  private final TextStream err;

  private TerminalProgress(TextStream err) {
    this.err = err;
  }

  /** Only where somebody watches: never into a file or pipe. */
  public static Progress on(TextStream err) {
    return System.console() != null ? new TerminalProgress(err) : Progress.NONE;
  }

  @Override
  public void advanced(long done, long total) {
    if (total < SILENT_BYTES) {
      return;
    }
    if (done >= total) {
      err.overprint("                                        ");
      err.overprint("");
    } else {
      err.overprint(
          "hashing "
              + (done >> 20)
              + " of "
              + (total >> 20)
              + " MiB, "
              + done * 100 / total
              + " % ");
    }
  }
}
