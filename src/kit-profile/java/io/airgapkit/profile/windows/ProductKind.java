package io.airgapkit.profile.windows;

import io.airgapkit.profile.json.JsonWord;

/** Which hosts of a build a train means; two trains may share a build only if these differ. */
public enum ProductKind implements JsonWord {
  /** Workstations and servers. */
  ANY("any"),
  /** Product type 1. */
  CLIENT("client"),
  /** Product types 2 and 3. */
  SERVER("server");

  private final String word;

  ProductKind(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  /** Whether some host is of both kinds. */
  public boolean overlaps(ProductKind other) {
    return this == ANY || other == ANY || this == other;
  }
}
