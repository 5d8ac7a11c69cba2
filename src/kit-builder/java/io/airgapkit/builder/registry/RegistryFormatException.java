package io.airgapkit.builder.registry;

/** Bytes that are refused, with the fault and where it is. Carries nothing out of the bytes. */
public final class RegistryFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RegistryFault code;
  private final long offset;

  RegistryFormatException(RegistryFault code, long offset) {
    super(code.text() + ", at byte " + offset);
    this.code = code;
    this.offset = offset;
  }

  public RegistryFault code() {
    return code;
  }

  /** Bytes before the entry or record that is refused; 0 where the whole is. */
  public long offset() {
    return offset;
  }
}
