/**
 * The companion verifier: kit and anchors in, report out. Stages in fixed order, nothing later is
 * looked at before what is earlier is final (specification, section 8).
 *
 * <p>Entry class: {@link io.airgapkit.verifier.KitVerifier}. Needs {@code java.base} only.
 */
package io.airgapkit.verifier;
