package io.airgapkit.builder.sign;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@link KeyGeneration} wrote, for people to read and announce; no secret in it.
 *
 * @param root the root's key; absent when signers vouch for themselves
 * @param manifestSigner the key whose certificate is the anchor
 * @param scriptSigner absent when none was asked for
 * @param anchorPem certificate of the manifest signer, PEM
 * @param anchorDer the same in DER: its SHA-256 is the anchor's digest
 * @param scriptTrustPem what hosts trust for scripts, PEM: the root, or the self-signed script
 *     signer; absent without script signer
 */
public record GeneratedKeys(
    Optional<Entry> root,
    Entry manifestSigner,
    Optional<Entry> scriptSigner,
    Path anchorPem,
    Path anchorDer,
    Optional<Path> scriptTrustPem) {

  /**
   * One key store with one key.
   *
   * @param keyStore the PKCS#12 file, mode 0600 where there are modes
   * @param subject the certificate's subject, RFC 2253
   * @param certificateSha256 64 lower-case hex digits over the certificate's DER
   * @param keySha256 64 lower-case hex digits over the SubjectPublicKeyInfo's DER
   * @param notAfter last second of validity
   */
  public record Entry(
      Path keyStore,
      String subject,
      String certificateSha256,
      String keySha256,
      Instant notAfter) {}
}
