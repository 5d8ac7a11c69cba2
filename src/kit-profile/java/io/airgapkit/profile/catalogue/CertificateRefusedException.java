package io.airgapkit.profile.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** Certificates or CRLs that are not used, with every fault found. */
public final class CertificateRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<CertificateFault> faults;

  public CertificateRefusedException(List<CertificateFault> faults) {
    super(faults.stream().map(CertificateFault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** All faults; at least one. */
  public List<CertificateFault> faults() {
    return faults;
  }
}
