/**
 * The one form of a signature file: a fixed CMS template around a certificate and a raw RSA value
 * (specification, section 6.3; RFC 5652, RFC 8017). Nothing here trusts anybody.
 *
 * <p>Entry class: {@link io.airgapkit.format.cms.SignatureFile}.
 */
package io.airgapkit.format.cms;
