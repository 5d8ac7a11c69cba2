/**
 * The container as a function of the entries: every header byte follows from path, size, CRC-32 and
 * offset (specification, section 4). Narrows PKWARE APPNOTE 6.3.10 and ISO/IEC 21320-1.
 *
 * <p>Entry class: {@link io.airgapkit.format.container.ContainerLayout}.
 */
package io.airgapkit.format.container;
