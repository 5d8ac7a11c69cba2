package io.airgapkit.profile.json;

import java.util.List;
import java.util.stream.Collectors;

/** A data file that does not follow its schema, with every fault found. */
public final class DocumentRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<DocumentFault> faults;

  /** The faults of one file, in its order; at least one. */
  public DocumentRefusedException(List<DocumentFault> faults) {
    super(faults.stream().map(DocumentFault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** All faults, in the order of the file; at least one. */
  public List<DocumentFault> faults() {
    return faults;
  }
}
