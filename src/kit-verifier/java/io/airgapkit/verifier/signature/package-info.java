/**
 * Stages 2 and 3: each signature is read and held against the manifest once, trust is asked whether
 * they suffice, then the bytes are read, then the list of signers is compared.
 *
 * <p>Entry classes: {@link io.airgapkit.verifier.signature.AuthenticKit}, {@link
 * io.airgapkit.verifier.signature.AuthenticManifest}, which nobody can have without the check.
 */
package io.airgapkit.verifier.signature;
