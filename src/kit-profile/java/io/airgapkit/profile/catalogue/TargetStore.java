package io.airgapkit.profile.catalogue;

import io.airgapkit.profile.json.JsonWord;

/** The store of the local computer a certificate belongs in. */
public enum TargetStore implements JsonWord {
  /** Trusted root certification authorities (registry store Root, never AuthRoot). */
  ROOT("Root"),
  /** Intermediate certification authorities. */
  CA("CA");

  private final String word;

  TargetStore(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
