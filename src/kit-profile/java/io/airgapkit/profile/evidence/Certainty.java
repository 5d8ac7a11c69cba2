package io.airgapkit.profile.evidence;

import io.airgapkit.profile.json.JsonWord;

/** How sure a fact is. */
public enum Certainty implements JsonWord {
  /** Two independent sources agree, or it was recomputed from what is shipped. */
  CONFIRMED("confirmed"),
  /** One source only. */
  ONE_SOURCE("one-source"),
  /** Sources disagree. */
  DISPUTED("disputed"),
  /** No source, or inferred. */
  UNCONFIRMED("unconfirmed");

  private final String word;

  Certainty(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
