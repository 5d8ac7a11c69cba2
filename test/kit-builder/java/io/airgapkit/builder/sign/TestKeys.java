package io.airgapkit.builder.sign;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** Key pairs, each made once a test run: primes are what makes such tests slow. */
public final class TestKeys {
  private static final List<KeyPair> GOOD = List.of(rsa(3072), rsa(3072), rsa(3072));

  private TestKeys() {}

  static KeyPair first() {
    return GOOD.get(0);
  }

  static KeyPair second() {
    return GOOD.get(1);
  }

  /** A source that hands out the good pairs in turn, whatever the size asked for. */
  static KeyGeneration.KeyPairs inTurn() {
    int[] next = {0};
    return bits -> GOOD.get(next[0]++ % GOOD.size());
  }

  /** Generation by the good pairs, at the time of the test certificates. */
  public static KeyGeneration generation() {
    return new KeyGeneration(
        Clock.fixed(TestCertificate.NOW, ZoneOffset.UTC), new SecureRandom(), inTurn());
  }

  /** One of the three good pairs with a certificate of that name, opened. */
  public static SigningKey signer(int pair, SignerPurpose purpose, String name) throws Exception {
    KeyPair keys = GOOD.get(pair);
    TestCertificate certificate =
        new TestCertificate()
            .named(name)
            .keys(keys)
            .issuedBy(name, keys.getPrivate())
            .extendedKeyUsage(purpose.extendedKeyUsage());
    return SignerRules.check(
        keys.getPrivate(), List.of(certificate.make()), purpose, TestCertificate.NOW);
  }

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static KeyPair other(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Right in size and exponent only: the modulus is some odd number, nothing can be signed. */
  static KeyPair pretended(int bits, int exponent) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.valueOf(12345));
    return pair(modulus, BigInteger.valueOf(exponent), BigInteger.valueOf(4711));
  }

  /** A key of any size that signs, made fast: of many small primes, so good for nothing else. */
  static KeyPair ofSmallPrimes(int bits) {
    Random random = new Random(bits);
    BigInteger e = BigInteger.valueOf(65537);
    BigInteger n = BigInteger.ONE;
    BigInteger totient = BigInteger.ONE;
    while (n.bitLength() < bits) {
      int left = bits - n.bitLength();
      BigInteger lower = BigInteger.ONE.shiftLeft(bits - 1).divide(n);
      BigInteger p =
          left < 512
              ? lower.add(lower.shiftRight(2)).nextProbablePrime()
              : BigInteger.probablePrime(256, random);
      n = n.multiply(p);
      totient = totient.multiply(p.subtract(BigInteger.ONE));
    }
    return pair(n, e, e.modInverse(totient));
  }

  private static KeyPair pair(BigInteger n, BigInteger e, BigInteger d) {
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      return new KeyPair(
          factory.generatePublic(new RSAPublicKeySpec(n, e)),
          factory.generatePrivate(new RSAPrivateKeySpec(n, d)));
    } catch (GeneralSecurityException ex) {
      throw new AssertionError(ex);
    }
  }
}
