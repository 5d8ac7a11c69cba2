package io.airgapkit.profile.catalogue;

import io.airgapkit.profile.evidence.Certainty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One certificate of the catalogue.
 *
 * @param id name in profiles: {@code [a-z0-9][a-z0-9-]{0,79}}
 * @param file name of the PEM file beside the catalogue; empty if none is shipped and the operator
 *     must bring it
 * @param subject RFC 4514 (the JDK's RFC2253 spelling), as in the certificate
 * @param issuer likewise
 * @param serial lower-case hex of the value, an even number of digits
 * @param notBefore start of validity
 * @param notAfter end of validity, inclusive
 * @param sha1 40 lower-case hex digits, of the DER: what Windows calls the thumbprint
 * @param sha256 64 lower-case hex digits, of the DER: the pin
 * @param key algorithm and size, such as {@code RSA-4096} or {@code EC-P384}
 * @param role what it does in its chain
 * @param store where it belongs on a host
 * @param include when it goes into a kit
 * @param reason why
 * @param source where the bytes or values were taken from
 * @param sourceDate the day they were taken
 * @param confirmedBy the second source; empty if nothing confirms the first
 * @param certainty of the pin
 * @param redistribution what is known about the right to pass it on
 */
public record CatalogueEntry(
    String id,
    Optional<String> file,
    String subject,
    String issuer,
    String serial,
    Instant notBefore,
    Instant notAfter,
    String sha1,
    String sha256,
    String key,
    CertificateRole role,
    TargetStore store,
    Inclusion include,
    String reason,
    String source,
    LocalDate sourceDate,
    String confirmedBy,
    Certainty certainty,
    String redistribution) {

  /** Where a moment lies in relation to a certificate's validity. */
  public enum Validity {
    /** Before {@code notBefore}. */
    NOT_YET_VALID,
    /** From {@code notBefore} to {@code notAfter}, both inclusive. */
    VALID,
    /** After {@code notAfter}. */
    EXPIRED
  }

  /** The validity at that moment, by the dates of the catalogue. */
  public Validity validityAt(Instant now) {
    if (now.isBefore(notBefore)) {
      return Validity.NOT_YET_VALID;
    }
    return now.isAfter(notAfter) ? Validity.EXPIRED : Validity.VALID;
  }

  /** Whether it is its own issuer, by name. */
  public boolean selfIssued() {
    return subject.equals(issuer);
  }
}
