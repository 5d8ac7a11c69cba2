package io.airgapkit.profile;

import io.airgapkit.profile.json.DocumentFault;
import java.util.List;
import java.util.stream.Collectors;

/** A profile that was refused, with every fault found. */
public final class ProfileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<DocumentFault> faults;

  ProfileException(List<DocumentFault> faults) {
    super(faults.stream().map(DocumentFault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** All faults, in the order of the file; at least one. */
  public List<DocumentFault> faults() {
    return faults;
  }
}
