/**
 * Stages 2 and 3: authentic bytes first, then what they say, then every listed signer.
 *
 * <p>Entry class: {@link io.airgapkit.verifier.signature.AuthenticatedManifest}, which nobody can
 * have without the check.
 */
package io.airgapkit.verifier.signature;
