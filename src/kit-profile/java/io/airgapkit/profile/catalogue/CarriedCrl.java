package io.airgapkit.profile.catalogue;

import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * A CRL whose signature is that of a catalogue certificate.
 *
 * @param issuer the certificate that signed it
 * @param crl the parsed CRL
 * @param file the operator's file
 */
public record CarriedCrl(CatalogueEntry issuer, X509CRL crl, String file) {
  /** When it was issued. */
  public Instant thisUpdate() {
    return crl.getThisUpdate().toInstant();
  }

  /** When the next one is due; empty if the CRL does not say. */
  public Optional<Instant> nextUpdate() {
    return Optional.ofNullable(crl.getNextUpdate()).map(Date::toInstant);
  }

  /** Whether the next one is overdue at that moment. */
  public boolean isStaleAt(Instant now) {
    return nextUpdate().filter(now::isAfter).isPresent();
  }

  /** Count of revoked certificates. */
  public int revokedCount() {
    return crl.getRevokedCertificates() == null ? 0 : crl.getRevokedCertificates().size();
  }

  /** The DER; a fresh array. */
  public byte[] der() {
    try {
      return crl.getEncoded().clone();
    } catch (CRLException e) {
      throw new AssertionError("a parsed CRL keeps its encoding", e);
    }
  }
}
