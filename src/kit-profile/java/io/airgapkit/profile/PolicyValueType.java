package io.airgapkit.profile;

import io.airgapkit.profile.json.JsonWord;

/** The registry type of a policy value. */
public enum PolicyValueType implements JsonWord {
  /** REG_DWORD. */
  DWORD("dword"),
  /** REG_SZ. */
  STRING("string");

  private final String word;

  PolicyValueType(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
