package io.airgapkit.vectors;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An RSA key that is computed from its name, so that no key file lies in the tree and every run
 * makes the same vectors. NOT A MODEL: a key anybody can compute signs nothing that anybody should
 * trust.
 *
 * <p>The modulus is a product of primes of 512 bits, which are found quickly, and lies just above a
 * power of two, so that s + n is as long as s.
 */
public record TestKey(
    String name,
    BigInteger modulus,
    BigInteger publicExponent,
    BigInteger privateExponent,
    List<BigInteger> primes) {
  private static final int PRIME_BITS = 512;
  private static final Map<String, TestKey> KEYS = new ConcurrentHashMap<>();

  /** DigestInfo of SHA-256 up to the digest (RFC 8017, 9.2, note 1). */
  private static final byte[] SHA256_INFO = Der.hex("3031300d060960864801650304020105000420");

  /** The key of that name with a modulus of exactly {@code bits} bits and exponent 65537. */
  public static TestKey of(String name, int bits) {
    return of(name, bits, 65537);
  }

  static TestKey of(String name, int bits, int exponent) {
    String id = name + "/" + bits + "/" + exponent;
    return KEYS.computeIfAbsent(id, i -> compute(name, bits, BigInteger.valueOf(exponent)));
  }

  private static TestKey compute(String name, int bits, BigInteger exponent) {
    BigInteger product = BigInteger.ONE;
    BigInteger phi = BigInteger.ONE;
    List<BigInteger> primes = new ArrayList<>();
    int left = bits;
    for (; left >= 2 * PRIME_BITS; left -= PRIME_BITS) {
      byte[] digits = expand(name + "/prime/" + left, PRIME_BITS / 8);
      digits[0] |= (byte) 0x80;
      BigInteger prime = primeFrom(new BigInteger(1, digits), exponent);
      product = product.multiply(prime);
      phi = phi.multiply(prime.subtract(BigInteger.ONE));
      primes.add(prime);
    }
    BigInteger low = new BigInteger(1, expand(name + "/modulus", bits / 8 - 4));
    BigInteger wanted = BigInteger.ONE.shiftLeft(bits - 1).add(low);
    BigInteger last = primeFrom(wanted.divide(product), exponent);
    product = product.multiply(last);
    phi = phi.multiply(last.subtract(BigInteger.ONE));
    primes.add(last);
    if (product.bitLength() != bits) {
      throw new AssertionError(name + " has " + product.bitLength() + " bits");
    }
    return new TestKey(name, product, exponent, exponent.modInverse(phi), List.copyOf(primes));
  }

  private static BigInteger primeFrom(BigInteger start, BigInteger exponent) {
    BigInteger candidate = start.nextProbablePrime();
    while (!candidate.subtract(BigInteger.ONE).gcd(exponent).equals(BigInteger.ONE)) {
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

  /** Length of the modulus, bytes. */
  public int bytes() {
    return (modulus.bitLength() + 7) / 8;
  }

  /** The raw signature value: PKCS#1 v1.5 with SHA-256, as long as the modulus. */
  public byte[] sign(byte[] message) {
    return signInfo(Der.join(SHA256_INFO, sha256(message)));
  }

  /** A signature over any DigestInfo, right or wrong, in right padding. */
  byte[] signInfo(byte[] digestInfo) {
    return signPadded(padded(digestInfo));
  }

  /** EMSA-PKCS1-v1_5 without the leading zero's check: what {@link #signPadded} takes. */
  byte[] padded(byte[] digestInfo) {
    byte[] out = new byte[bytes()];
    Arrays.fill(out, 2, out.length - digestInfo.length - 1, (byte) 0xFF);
    out[1] = 1;
    System.arraycopy(digestInfo, 0, out, out.length - digestInfo.length, digestInfo.length);
    return out;
  }

  /** The private operation on a whole block. */
  byte[] signPadded(byte[] block) {
    return fixed(power(new BigInteger(1, block)));
  }

  /** block^d mod n, prime by prime (RFC 8017, 5.1.2, with as many primes as there are). */
  private BigInteger power(BigInteger block) {
    BigInteger result = BigInteger.ZERO;
    BigInteger done = BigInteger.ONE;
    for (BigInteger prime : primes) {
      BigInteger part = block.modPow(privateExponent.mod(prime.subtract(BigInteger.ONE)), prime);
      BigInteger step = part.subtract(result).multiply(done.modInverse(prime)).mod(prime);
      result = result.add(step.multiply(done));
      done = done.multiply(prime);
    }
    return result;
  }

  /** The same signature modulo n, but not below n: s + n. */
  byte[] plusModulus(byte[] signature) {
    return fixed(new BigInteger(1, signature).add(modulus));
  }

  static byte[] sha256Info(byte[] message) {
    return Der.join(SHA256_INFO, sha256(message));
  }

  private byte[] fixed(BigInteger value) {
    byte[] digits = value.toByteArray();
    byte[] out = new byte[bytes()];
    int from = digits.length > 1 && digits[0] == 0 ? 1 : 0;
    int count = digits.length - from;
    if (count > out.length) {
      throw new IllegalStateException("the value is longer than the modulus of " + name);
    }
    System.arraycopy(digits, from, out, out.length - count, count);
    return out;
  }

  static byte[] sha256(byte[] bytes) {
    return digest("SHA-256", bytes);
  }

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has " + algorithm, e);
    }
  }
}
