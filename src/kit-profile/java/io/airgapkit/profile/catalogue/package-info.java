/**
 * The certificates this project knows: what each is for, its pins, where it was taken from; and the
 * bytes behind a pin, shipped or brought by the operator, with the CRLs that belong to them.
 *
 * <p>Entry class: {@link io.airgapkit.profile.catalogue.CertificateCatalogue}. Uses the JDK's own
 * certificate classes only.
 */
package io.airgapkit.profile.catalogue;
