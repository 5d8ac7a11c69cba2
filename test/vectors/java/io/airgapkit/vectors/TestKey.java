package io.airgapkit.vectors;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An RSA key that is computed from its name, so that no key file lies in the tree and every run
 * makes the same vectors. NOT A MODEL: a key anybody can compute signs nothing that anybody should
 * trust.
 */
public record TestKey(
    String name, BigInteger modulus, BigInteger publicExponent, BigInteger privateExponent) {
  private static final BigInteger F4 = BigInteger.valueOf(65537);

  /** The key of that name with a modulus of exactly {@code bits} bits (a multiple of 16). */
  public static TestKey of(String name, int bits) {
    BigInteger p = prime(name + "/p", bits / 2);
    BigInteger q = prime(name + "/q", bits / 2);
    BigInteger phi = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
    return new TestKey(name, p.multiply(q), F4, F4.modInverse(phi));
  }

  private static BigInteger prime(String seed, int bits) {
    byte[] start = expand(seed, bits / 8);
    start[0] |= (byte) 0xC0;
    BigInteger candidate = new BigInteger(1, start).nextProbablePrime();
    while (!candidate.subtract(BigInteger.ONE).gcd(F4).equals(BigInteger.ONE)) {
      candidate = candidate.nextProbablePrime();
    }
    return candidate;
  }

  private static byte[] expand(String seed, int length) {
    byte[] out = new byte[length];
    for (int block = 0, at = 0; at < length; block++) {
      byte[] digest = sha256((seed + "#" + block).getBytes(StandardCharsets.US_ASCII));
      int part = Math.min(digest.length, length - at);
      System.arraycopy(digest, 0, out, at, part);
      at += part;
    }
    return out;
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
