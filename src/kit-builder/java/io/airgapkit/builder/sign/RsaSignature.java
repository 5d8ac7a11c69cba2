package io.airgapkit.builder.sign;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/**
 * RSASSA-PKCS1-v1_5 over SHA-256 (RFC 8017 section 8.2), made by whichever provider the private key
 * belongs to: a key of a token has no numbers for another one.
 */
final class RsaSignature {
  private static final String ALGORITHM = "SHA256withRSA";

  private RsaSignature() {}

  static byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (ProviderException e) {
      // Unchecked, and what a token says that was pulled out.
      throw new SignatureException(SigningException.reason(e), e);
    }
  }

  static boolean verifies(PublicKey key, byte[] message, byte[] value)
      throws GeneralSecurityException {
    Signature check = Signature.getInstance(ALGORITHM);
    check.initVerify(key);
    check.update(message);
    try {
      return check.verify(value);
    } catch (SignatureException e) {
      // As for a value of another length than the modulus.
      return false;
    }
  }
}
