/**
 * Stages 4 and 5, and extraction: the container that follows from the manifest is compared with the
 * file, then every byte of payload is hashed, on the way into a folder if one is wanted.
 *
 * <p>Entry class: {@link io.airgapkit.verifier.content.SealedContent}, which nobody can have
 * without stage 4, and which alone knows the way to {@link
 * io.airgapkit.verifier.content.CheckedContent}.
 */
package io.airgapkit.verifier.content;
