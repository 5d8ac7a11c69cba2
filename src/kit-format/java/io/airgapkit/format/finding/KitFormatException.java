package io.airgapkit.format.finding;

/** Bytes that break a rule of the format. Carries the finding; never a verdict by itself. */
public final class KitFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  public KitFormatException(FindingCode code, Object... values) {
    this(Finding.of(code, values));
  }

  public KitFormatException(Finding finding) {
    super(finding.code() + ": " + finding.message());
    this.finding = finding;
  }

  public Finding finding() {
    return finding;
  }
}
