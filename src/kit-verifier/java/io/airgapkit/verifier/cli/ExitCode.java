package io.airgapkit.verifier.cli;

/** Exit codes of both tools; a contract (README). */
public enum ExitCode {
  /** Done, and all of it. */
  DONE(0),
  /** A clear no: not verified, or an input is refused. */
  NO(1),
  /** Wrong use: options, no anchor. */
  USAGE(2),
  /** Could not find out: I/O, rights, key store. */
  UNKNOWN(3),
  /** Our bug. */
  BUG(70);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
