package io.airgapkit.builder.policy;

/** The policy that sets, and the one that takes back. */
enum PolicyDirection {
  APPLY("apply"),
  REMOVE("remove");

  private final String folder;

  PolicyDirection(String folder) {
    this.folder = folder;
  }

  /** Its folder below {@code gpo/}, and its word in display names. */
  String folder() {
    return folder;
  }
}
