/**
 * What will be in the kit, byte for byte, with sizes and digests taken from those bytes.
 *
 * <p>Entry class: {@link io.airgapkit.builder.stage.StagedKit}.
 */
package io.airgapkit.builder.stage;
