package io.airgapkit.builder.resolve;

import io.airgapkit.profile.PolicyValue;

/**
 * A policy value that goes into the kit.
 *
 * @param text of a string, the profile's or the operator's; empty for a dword
 */
public record ResolvedPolicyValue(PolicyValue value, String text) {
  /**
   * @throws IllegalArgumentException for a text that is not printable ASCII
   */
  public ResolvedPolicyValue {
    if (!text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
      throw new IllegalArgumentException("a text that is not printable ASCII: " + value.id());
    }
  }
}
