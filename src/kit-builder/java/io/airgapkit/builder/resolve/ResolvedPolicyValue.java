package io.airgapkit.builder.resolve;

import io.airgapkit.profile.PolicyValue;

/**
 * A policy value that goes into the kit.
 *
 * @param text of a string, the profile's or the operator's; empty for a dword
 */
public record ResolvedPolicyValue(PolicyValue value, String text) {}
