/**
 * Values of a verification: what was asked, what was found, what follows.
 *
 * <p>Entry class: {@link io.airgapkit.verifier.finding.VerificationReport}.
 */
package io.airgapkit.verifier.finding;
