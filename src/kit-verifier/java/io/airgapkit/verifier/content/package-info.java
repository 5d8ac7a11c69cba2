/**
 * Stages 4 and 5, and extraction: the container that follows from the manifest is compared with the
 * file, then every byte of payload is hashed, on the way into a folder if one is wanted.
 *
 * <p>Entry classes: {@link io.airgapkit.verifier.content.StructureCheck}, {@link
 * io.airgapkit.verifier.content.ContentCheck}, {@link
 * io.airgapkit.verifier.content.ExtractionFolder}.
 */
package io.airgapkit.verifier.content;
