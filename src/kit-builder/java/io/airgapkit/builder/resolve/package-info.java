/**
 * References of a profile made good: every certificate found and equal to its pin, every update
 * named once in the order of installation. No network.
 *
 * <p>Entry class: {@link io.airgapkit.builder.resolve.KitResolver}.
 */
package io.airgapkit.builder.resolve;
