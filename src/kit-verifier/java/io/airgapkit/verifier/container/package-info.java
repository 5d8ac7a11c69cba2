/**
 * Stage 1: the file as a container, walked just far enough to find manifest and signatures. Writes
 * nothing, trusts no number, allocates only within the limits.
 *
 * <p>Entry class: {@link io.airgapkit.verifier.container.OpenedKit}.
 */
package io.airgapkit.verifier.container;
