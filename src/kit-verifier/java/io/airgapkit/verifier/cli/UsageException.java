package io.airgapkit.verifier.cli;

/** The command line does not say what it must; with what to do about it. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String hint;

  UsageException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  String hint() {
    return hint;
  }
}
