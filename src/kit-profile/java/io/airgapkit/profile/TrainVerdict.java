package io.airgapkit.profile;

import io.airgapkit.profile.json.JsonWord;

/** How the update condition of a train is decided. */
public enum TrainVerdict implements JsonWord {
  /** Met if the host's update build revision is at least the floor's. */
  UBR("ubr"),
  /** No dependable revision: met by a listed package, or by the security-only one. */
  PACKAGE("package"),
  /** Met by every host of the build. */
  NATIVE("native"),
  /** No update exists: no remedy. */
  NONE("none");

  private final String word;

  TrainVerdict(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
