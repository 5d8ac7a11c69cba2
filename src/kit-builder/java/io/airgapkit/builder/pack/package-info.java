/**
 * The verifier pack: what travels by another way than the kit, or once. Never inside a kit.
 *
 * <p>Entry class: {@link io.airgapkit.builder.pack.VerifierPack}.
 */
package io.airgapkit.builder.pack;
