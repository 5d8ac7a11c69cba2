package io.airgapkit.builder.sign;

import java.time.Instant;

/**
 * Where a signer's private key is kept. A source that does not let the key out, as a token, gives
 * one that only signs: nothing here reads a private key's numbers.
 */
public interface KeySource {
  /**
   * The key, ready to sign.
   *
   * @throws SigningException if it cannot be reached, or may not sign for that purpose at that time
   */
  SigningKey open(SignerPurpose purpose, Instant now) throws SigningException;
}
