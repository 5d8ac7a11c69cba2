package io.airgapkit.profile;

import io.airgapkit.profile.json.JsonWord;

/** Which way of updating needs a prerequisite. */
public enum PrerequisitePath implements JsonWord {
  /** Every way, beginning with the floor. */
  FLOOR("floor"),
  /** The newest update. */
  NEWEST("newest"),
  /** The security-only update. */
  SECURITY_ONLY("security-only"),
  /** Updates after the end of normal support. */
  AFTER_SUPPORT("after-support");

  private final String word;

  PrerequisitePath(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
