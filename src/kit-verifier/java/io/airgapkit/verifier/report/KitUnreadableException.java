package io.airgapkit.verifier.report;

/**
 * The question could not be answered: a file is absent, cannot be read, or changed while it was
 * read. No verdict.
 */
public final class KitUnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  public KitUnreadableException(String message) {
    super(message);
  }

  public KitUnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
