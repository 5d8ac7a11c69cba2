package io.airgapkit.profile;

import io.airgapkit.profile.json.JsonWord;

/** What a prerequisite is. */
public enum PrerequisiteKind implements JsonWord {
  /** A servicing stack update. */
  SERVICING_STACK("ssu"),
  /** Support for SHA-2 signatures. */
  SHA2("sha2"),
  /** The licensing package of extended security updates. */
  ESU_PREPARATION("esu-preparation"),
  /** The licence itself; no package. */
  ESU_LICENCE("esu-licence"),
  /** A checkpoint cumulative update. */
  CHECKPOINT("checkpoint"),
  /** A cumulative update that must be there first. */
  CUMULATIVE("cumulative");

  private final String word;

  PrerequisiteKind(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
