package io.airgapkit.format.cms;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.Sha256;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * An RSA public key and the one signature scheme of the format: RSASSA-PKCS1-v1_5 with SHA-256 (RFC
 * 8017, 8.2).
 */
public record RsaKey(BigInteger modulus, BigInteger exponent) {
  private static final BigInteger F4 = BigInteger.valueOf(65537);

  /** DigestInfo of SHA-256 with NULL parameters, up to the digest (RFC 8017, 9.2, note 1). */
  private static final byte[] DIGEST_INFO = {
    0x30,
    0x31,
    0x30,
    0x0d,
    0x06,
    0x09,
    0x60,
    (byte) 0x86,
    0x48,
    0x01,
    0x65,
    0x03,
    0x04,
    0x02,
    0x01,
    0x05,
    0x00,
    0x04,
    0x20
  };

  public int bits() {
    return modulus.bitLength();
  }

  /** Length of the modulus and of every signature, bytes. */
  public int bytes() {
    return (bits() + 7) / 8;
  }

  /** Whether the format allows it: 3,072 to 8,192 bits in steps of 8, exponent 65537. */
  public boolean isAllowed() {
    return bits() >= FormatLimits.MIN_RSA_BITS
        && bits() <= FormatLimits.MAX_RSA_BITS
        && bits() % 8 == 0
        && exponent.equals(F4);
  }

  /**
   * Whether {@code signature} is the one value that fits: s &lt; n, and s^e mod n is byte for byte
   * the padded DigestInfo. Raw arithmetic instead of a provider, because providers take more than
   * one encoding for the same signature.
   */
  public boolean verifies(byte[] message, byte[] signature) {
    BigInteger s = new BigInteger(1, signature);
    if (!isAllowed() || signature.length != bytes() || s.compareTo(modulus) >= 0) {
      return false;
    }
    BigInteger padded = new BigInteger(1, padded(Sha256.fresh().digest(message)));
    return s.modPow(exponent, modulus).equals(padded);
  }

  /** EMSA-PKCS1-v1_5: {@code 00 01 FF .. FF 00 DigestInfo}, as long as the modulus. */
  private byte[] padded(byte[] digest) {
    byte[] out = new byte[bytes()];
    int info = out.length - DIGEST_INFO.length - digest.length;
    Arrays.fill(out, 2, info - 1, (byte) 0xFF);
    out[1] = 1;
    System.arraycopy(DIGEST_INFO, 0, out, info, DIGEST_INFO.length);
    System.arraycopy(digest, 0, out, info + DIGEST_INFO.length, digest.length);
    return out;
  }
}
