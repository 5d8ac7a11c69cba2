/**
 * The values of a kit of format {@code airgap-kit/1}: immutable, checked by nobody but their
 * readers.
 *
 * <p>Entry class: {@link io.airgapkit.format.KitManifest}. Specification: {@code
 * src/docs/kit-format.md}.
 */
package io.airgapkit.format;
