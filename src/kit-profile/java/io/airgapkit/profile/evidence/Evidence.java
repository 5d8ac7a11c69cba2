package io.airgapkit.profile.evidence;

import java.util.List;

/**
 * What a value rests on.
 *
 * @param certainty how sure it is
 * @param sources keys into the sources of the document; empty only if unconfirmed
 */
public record Evidence(Certainty certainty, List<String> sources) {
  /** Copies the list. */
  public Evidence {
    sources = List.copyOf(sources);
  }
}
