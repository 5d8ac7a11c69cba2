/**
 * Whose word counts: does this set of valid signers suffice, and whose are they? Anchors answer it;
 * nobody else looks at them to decide anything.
 *
 * <p>Entry class: {@link io.airgapkit.verifier.trust.Trust}.
 */
package io.airgapkit.verifier.trust;
