package io.airgapkit.profile.json;

/** An enum constant that has a fixed spelling in data files. */
public interface JsonWord {
  /** The spelling. */
  String word();
}
