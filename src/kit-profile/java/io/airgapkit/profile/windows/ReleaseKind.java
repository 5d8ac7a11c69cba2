package io.airgapkit.profile.windows;

import io.airgapkit.profile.json.JsonWord;

/** What sort of release an accepted update is. */
public enum ReleaseKind implements JsonWord {
  /** The monthly security release. */
  SECURITY("security"),
  /** An optional preview, not in a WSUS. */
  PREVIEW("preview"),
  /** Out of band. */
  OUT_OF_BAND("oob"),
  /** A package without restart on top of a baseline. */
  HOTPATCH("hotpatch"),
  /** A hotpatch out of band. */
  HOTPATCH_OUT_OF_BAND("hotpatch-oob"),
  /** A monthly rollup of a 6.x train. */
  MONTHLY_ROLLUP("monthly-rollup"),
  /** Not known. */
  UNKNOWN("unknown");

  private final String word;

  ReleaseKind(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
