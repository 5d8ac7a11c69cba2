package io.airgapkit.vectors;

import java.util.function.UnaryOperator;

/**
 * A certificate that a {@link TestKey} signs for itself, and its encodings that are one byte off.
 * NOT A MODEL: it says no more than a name.
 */
public record TestCertificate(TestKey key, byte[] issuerAndSerial, byte[] keyInfo, byte[] der) {
  static final byte[] SHA256_WITH_RSA = Der.oid(1, 2, 840, 113549, 1, 1, 11);
  static final byte[] RSA_ENCRYPTION = Der.oid(1, 2, 840, 113549, 1, 1, 1);

  /** The plain certificate of a key. */
  public static TestCertificate of(TestKey key) {
    return new Draft(key).sign();
  }

  /** What an anchor names: 64 lower-case hex digits over the whole certificate. */
  public String sha256() {
    return Der.hex(TestKey.sha256(der));
  }

  /** 64 lower-case hex digits over the SubjectPublicKeyInfo. */
  public String keySha256() {
    return Der.hex(TestKey.sha256(keyInfo));
  }

  String keyName() {
    return keySha256().substring(0, 16);
  }

  String signaturePath() {
    return "META/signatures/" + keyName() + ".p7s";
  }

  /** The parts of a certificate that a vector may want otherwise. */
  static final class Draft {
    private final TestKey key;
    byte[] serial = Der.integer(1);
    byte[] exponent;
    byte[] version = Der.element(Der.CONTEXT_0, Der.integer(2));
    String notAfter = "491231235959Z";

    /** Issuer and subject. */
    byte[] name;

    /** Null: from 2020 to {@link #notAfter}. */
    byte[] validity;

    byte[] extensions = Der.NOTHING;
    byte[] keyAlgorithm = Der.sequence(RSA_ENCRYPTION, Der.NULL);
    byte[] modulus;
    int bitStringTag = Der.BIT_STRING;
    boolean longKeyInfo;
    byte[] behindKey = Der.NOTHING;
    byte[] outerAlgorithm = Der.sequence(SHA256_WITH_RSA, Der.NULL);
    boolean longSignature;
    UnaryOperator<byte[]> signature = s -> s;

    Draft(TestKey key) {
      this.key = key;
      this.modulus = Der.integer(key.modulus());
      this.exponent = Der.integer(key.publicExponent());
      this.name =
          Der.sequence(
              Der.element(
                  Der.SET,
                  Der.sequence(Der.oid(2, 5, 4, 3), Der.text(0x0C, "NOT A MODEL " + key.name()))));
    }

    TestCertificate sign() {
      return sign(key::sign);
    }

    TestCertificate sign(UnaryOperator<byte[]> signing) {
      byte[] dates =
          validity == null
              ? Der.sequence(Der.text(0x17, "200101000000Z"), Der.text(0x17, notAfter))
              : validity;
      byte[] keyBits = Der.join(new byte[] {0}, Der.sequence(modulus, exponent));
      byte[] keyInfo =
          Der.sequence(
              keyAlgorithm,
              longKeyInfo
                  ? Der.longForm(bitStringTag, keyBits)
                  : Der.element(bitStringTag, keyBits),
              behindKey);
      byte[] tbs =
          Der.sequence(
              version,
              serial,
              Der.sequence(SHA256_WITH_RSA, Der.NULL),
              name,
              dates,
              name,
              keyInfo,
              extensions);
      byte[] value = Der.join(new byte[] {0}, signature.apply(signing.apply(tbs)));
      byte[] bits =
          longSignature ? Der.longForm(Der.BIT_STRING, value) : Der.element(Der.BIT_STRING, value);
      return new TestCertificate(
          key, Der.sequence(name, serial), keyInfo, Der.sequence(tbs, outerAlgorithm, bits));
    }
  }
}
