/**
 * The pipeline from profile to sealed kit, a type a stage so that none can be skipped: {@code
 * KitProfile -> ResolvedKit -> StagedKit -> KitManifest -> SignedManifest -> SealedKit}.
 *
 * <p>Entry class: {@link io.airgapkit.builder.KitBuilder}.
 */
package io.airgapkit.builder;
