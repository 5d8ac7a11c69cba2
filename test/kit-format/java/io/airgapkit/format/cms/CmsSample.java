package io.airgapkit.format.cms;

import static io.airgapkit.format.cms.DerWriter.element;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;

/** A fresh key a run and a certificate around it. Its own signature is rubbish: nobody looks. */
final class CmsSample {
  static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);
  static final KeyPair PAIR = pair(3072);
  static final byte[] VERSION_3 = element(0xA0, new byte[] {2, 1, 2});
  static final byte[] SERIAL = {2, 1, 7};
  static final byte[] NAME = element(0x30);
  static final byte[] VALIDITY =
      element(0x30, text(0x17, "500101000000Z"), text(0x18, "20501231235959Z"));

  private CmsSample() {}

  static KeyPair pair(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static RSAPublicKey publicKey() {
    return (RSAPublicKey) PAIR.getPublic();
  }

  static RsaKey key() {
    return new RsaKey(publicKey().getModulus(), publicKey().getPublicExponent());
  }

  static byte[] text(int tag, String text) {
    return element(tag, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What the JDK signs with "SHA256withRSA". */
  static byte[] jdkSignature(byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(PAIR.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The private operation on any block of 384 bytes. */
  static byte[] raw(byte[] block) {
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) PAIR.getPrivate();
    return fixed(
        new BigInteger(1, block).modPow(key.getPrivateExponent(), key.getModulus()), block.length);
  }

  static byte[] fixed(BigInteger value, int length) {
    byte[] digits = value.toByteArray();
    byte[] out = new byte[length];
    int from = Math.max(0, digits.length - length);
    System.arraycopy(digits, from, out, length - digits.length + from, digits.length - from);
    return out;
  }

  static byte[] certificate() {
    return certificate(tbs(VERSION_3, SERIAL, PAIR.getPublic().getEncoded()));
  }

  static byte[] certificate(byte[] tbs) {
    return element(0x30, tbs, SignerCertificate.RSA_ENCRYPTION, element(0x03, new byte[20]));
  }

  static byte[] tbs(byte[] version, byte[] serial, byte[] keyInfo) {
    return element(
        0x30,
        version,
        serial,
        SignerCertificate.RSA_ENCRYPTION,
        NAME,
        VALIDITY,
        text(0x30, "subject"),
        keyInfo);
  }

  static byte[] keyInfo(byte[] algorithm, byte[] modulus, byte[] exponent) {
    byte[] key = element(0x30, element(0x02, modulus), element(0x02, exponent));
    return element(0x30, algorithm, element(0x03, new byte[1], key));
  }

  static byte[] join(byte[]... parts) {
    byte[] element = element(0x04, parts);
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] out = new byte[length];
    System.arraycopy(element, element.length - length, out, 0, length);
    return out;
  }
}
