package io.airgapkit.verifier.trust;

/**
 * A signature as trust looks at it.
 *
 * @param certificateSha256 64 hex digits: who claims to have signed
 * @param valid whether key and signature are good
 */
public record Claim(String certificateSha256, boolean valid) {}
