/**
 * Folders that appear whole or not at all. Knows nothing of kits; the builder's output rests on it
 * too.
 *
 * <p>Entry class: {@link io.airgapkit.verifier.folder.PartialFolder}.
 */
package io.airgapkit.verifier.folder;
