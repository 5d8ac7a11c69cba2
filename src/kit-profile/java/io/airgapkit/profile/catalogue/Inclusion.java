package io.airgapkit.profile.catalogue;

import io.airgapkit.profile.json.JsonWord;

/** When a certificate goes into a kit. */
public enum Inclusion implements JsonWord {
  /** Always, unless the operator leaves it out. */
  DEFAULT("default"),
  /** Only if the operator asks for it. */
  ON_DEMAND("on-demand"),
  /** Never: its state on a host is reported, it is neither installed nor removed. */
  REPORT_ONLY("report-only");

  private final String word;

  Inclusion(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
