package io.airgapkit.profile.catalogue;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/**
 * A certificate whose bytes have the catalogue's pin.
 *
 * @param entry what the catalogue says
 * @param certificate the parsed certificate
 * @param origin name of the operator's file, or of the shipped one
 * @param broughtByOperator whether the bytes came out of the operator's directory
 */
public record PinnedCertificate(
    CatalogueEntry entry, X509Certificate certificate, String origin, boolean broughtByOperator) {

  /** The DER, exactly the pinned bytes; a fresh array. */
  public byte[] der() {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new AssertionError("a parsed certificate keeps its encoding", e);
    }
  }
}
