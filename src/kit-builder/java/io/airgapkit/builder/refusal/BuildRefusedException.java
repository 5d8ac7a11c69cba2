package io.airgapkit.builder.refusal;

/** What was asked for is refused; with what to do about it, which never weakens a check. */
public final class BuildRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String hint;

  public BuildRefusedException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }
}
