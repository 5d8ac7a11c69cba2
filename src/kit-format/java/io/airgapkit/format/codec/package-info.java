/**
 * Manifest bytes to values and back (specification, sections 6 and 7).
 *
 * <p>Entry classes: {@link io.airgapkit.format.codec.ManifestReader}, {@link
 * io.airgapkit.format.codec.ManifestWriter}.
 */
package io.airgapkit.format.codec;
