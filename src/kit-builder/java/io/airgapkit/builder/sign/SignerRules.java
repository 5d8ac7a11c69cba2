package io.airgapkit.builder.sign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What a key and its certificate have to be before they may sign. The bounds are those of the kit
 * format; a key that passes here is one that every reader can check.
 */
final class SignerRules {
  static final int LEAST_BITS = SigningKey.LEAST_BITS;
  static final int MOST_BITS = 8192;
  static final int MOST_CERTIFICATE_BYTES = 8192;
  static final BigInteger EXPONENT = BigInteger.valueOf(65537);

  /** What a key signs to show that it is the certificate's; neither a manifest nor a script. */
  private static final byte[] PROOF =
      "kit-builder: this key is its certificate's\n".getBytes(StandardCharsets.US_ASCII);

  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_CERT_SIGN = 5;

  private SignerRules() {}

  /** The key if it may sign at that time, else the first rule it breaks. */
  static SigningKey check(
      PrivateKey key, List<X509Certificate> chain, SignerPurpose purpose, Instant now)
      throws SigningException {
    try {
      X509Certificate certificate = chain.get(0);
      checkKey(key, certificate);
      checkSize(certificate);
      checkEncoding(certificate);
      checkUsage(certificate, purpose);
      checkNotCa(certificate);
      checkTime(certificate, now);
      if (purpose == SignerPurpose.SCRIPT) {
        // Windows builds a path for scripts; manifests are pinned by digest and have none.
        checkChain(chain, now);
      }
      return new SigningKey(key, chain, purpose);
    } catch (GeneralSecurityException e) {
      throw SigningException.because(
          e,
          SigningFault.SIGNING_FAILED,
          "what",
          "with this certificate",
          "reason",
          SigningException.reason(e));
    }
  }

  /** The bounds of a modulus, in bits, for keys that exist and keys to be made. */
  static void checkBits(int bits) throws SigningException {
    if (bits < LEAST_BITS) {
      throw SigningException.of(SigningFault.KEY_TOO_SMALL, "bits", bits, "least", LEAST_BITS);
    }
    if (bits > MOST_BITS) {
      throw SigningException.of(SigningFault.KEY_TOO_LARGE, "bits", bits, "most", MOST_BITS);
    }
    if (bits % 8 != 0) {
      throw SigningException.of(SigningFault.KEY_SIZE_NOT_IN_STEPS, "bits", bits);
    }
  }

  /** The SubjectPublicKeyInfo of a certificate as its DER has it (RFC 5280 section 4.1.2.7). */
  static byte[] subjectPublicKeyInfo(byte[] certificateDer) {
    return der(Certificate.getInstance(certificateDer).getSubjectPublicKeyInfo());
  }

  private static void checkKey(PrivateKey key, X509Certificate certificate)
      throws SigningException, GeneralSecurityException {
    PublicKey publicKey = certificate.getPublicKey();
    requireRsa(key.getAlgorithm());
    requireRsa(publicKey.getAlgorithm());
    if (!(publicKey instanceof RSAPublicKey rsa)) {
      throw SigningException.of(
          SigningFault.KEY_NOT_RSA, "algorithm", publicKey.getClass().getSimpleName());
    }
    checkBits(rsa.getModulus().bitLength());
    if (!rsa.getPublicExponent().equals(EXPONENT)) {
      throw SigningException.of(
          SigningFault.EXPONENT_NOT_ALLOWED, "exponent", rsa.getPublicExponent());
    }
    requirePossession(key, certificate);
  }

  /** Shown by use: the numbers of a key on a token are nobody's to compare. */
  private static void requirePossession(PrivateKey key, X509Certificate certificate)
      throws SigningException, GeneralSecurityException {
    byte[] value = RsaSignature.sign(key, PROOF);
    if (!RsaSignature.verifies(certificate.getPublicKey(), PROOF, value)) {
      throw SigningException.of(
          SigningFault.CERTIFICATE_KEY_MISMATCH, "subject", subject(certificate));
    }
  }

  private static void requireRsa(String algorithm) throws SigningException {
    if (!"RSA".equals(algorithm)) {
      throw SigningException.of(SigningFault.KEY_NOT_RSA, "algorithm", algorithm);
    }
  }

  private static void checkSize(X509Certificate certificate)
      throws SigningException, GeneralSecurityException {
    int bytes = certificate.getEncoded().length;
    if (bytes > MOST_CERTIFICATE_BYTES) {
      throw SigningException.of(
          SigningFault.CERTIFICATE_TOO_LARGE,
          "subject",
          subject(certificate),
          "bytes",
          bytes,
          "most",
          MOST_CERTIFICATE_BYTES);
    }
  }

  /**
   * The JDK takes certificates with redundant length bytes; a strict reader of kits does not, and
   * it rebuilds the key's part from modulus and exponent, so that may have one encoding only.
   */
  private static void checkEncoding(X509Certificate certificate)
      throws SigningException, GeneralSecurityException {
    byte[] der = certificate.getEncoded();
    if (!Arrays.equals(der, encodedAnew(der, certificate))) {
      throw notDer(null, certificate, "encoding it anew gives other bytes");
    }
    RSAPublicKey rsa = (RSAPublicKey) certificate.getPublicKey();
    byte[] expected = der(rsaKeyInfo(rsa.getModulus(), rsa.getPublicExponent()));
    if (!Arrays.equals(subjectPublicKeyInfo(der), expected)) {
      throw SigningException.of(
          SigningFault.KEY_ENCODING_NOT_ALLOWED, "subject", subject(certificate));
    }
  }

  private static byte[] encodedAnew(byte[] der, X509Certificate certificate)
      throws SigningException {
    try {
      return ASN1Primitive.fromByteArray(der).getEncoded(ASN1Encoding.DER);
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports some malformed structures unchecked.
      throw notDer(e, certificate, SigningException.reason(e));
    }
  }

  private static SigningException notDer(
      Exception cause, X509Certificate certificate, String reason) {
    return SigningException.because(
        cause, SigningFault.CERTIFICATE_NOT_DER, "subject", subject(certificate), "reason", reason);
  }

  /** rsaEncryption with NULL over RSAPublicKey (RFC 3279 section 2.3.1). */
  static SubjectPublicKeyInfo rsaKeyInfo(BigInteger modulus, BigInteger exponent) {
    try {
      return new SubjectPublicKeyInfo(
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
          new org.bouncycastle.asn1.pkcs.RSAPublicKey(modulus, exponent));
    } catch (IOException e) {
      throw new UncheckedIOException("two numbers can be encoded in memory", e);
    }
  }

  private static byte[] der(SubjectPublicKeyInfo info) {
    try {
      return info.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("a parsed key can be encoded in memory", e);
    }
  }

  private static void checkTime(X509Certificate certificate, Instant now) throws SigningException {
    Instant notBefore = certificate.getNotBefore().toInstant();
    Instant notAfter = certificate.getNotAfter().toInstant();
    if (now.isBefore(notBefore)) {
      throw SigningException.of(
          SigningFault.CERTIFICATE_NOT_YET_VALID,
          "subject",
          subject(certificate),
          "not_before",
          notBefore,
          "now",
          now);
    }
    if (now.isAfter(notAfter)) {
      throw SigningException.of(
          SigningFault.CERTIFICATE_EXPIRED,
          "subject",
          subject(certificate),
          "not_after",
          notAfter,
          "now",
          now);
    }
  }

  private static void checkUsage(X509Certificate certificate, SignerPurpose purpose)
      throws SigningException, GeneralSecurityException {
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE]) {
      throw usageWrong(certificate, purpose, "key usage lacks digitalSignature");
    }
    List<String> extended = certificate.getExtendedKeyUsage();
    if (extended == null || !extended.contains(purpose.extendedKeyUsage())) {
      String found = extended == null ? "none" : String.join(", ", extended);
      throw usageWrong(
          certificate,
          purpose,
          "extended key usage lacks " + purpose.extendedKeyUsage() + ", found: " + found);
    }
  }

  /** Who takes such a key can issue certificates, and not only kits. */
  private static void checkNotCa(X509Certificate certificate) throws SigningException {
    boolean[] usage = certificate.getKeyUsage();
    boolean issues = usage != null && usage[KEY_CERT_SIGN];
    if (issues || certificate.getBasicConstraints() >= 0) {
      throw SigningException.of(
          SigningFault.CERTIFICATE_IS_CA,
          "subject",
          subject(certificate),
          "reason",
          issues ? "key usage has keyCertSign" : "basic constraints say CA");
    }
  }

  static SigningException usageWrong(
      X509Certificate certificate, SignerPurpose purpose, String reason) {
    return SigningException.of(
        SigningFault.CERTIFICATE_USAGE_WRONG,
        "subject",
        subject(certificate),
        "purpose",
        purpose.words(),
        "reason",
        reason);
  }

  private static void checkChain(List<X509Certificate> chain, Instant now) throws SigningException {
    for (int i = 0; i + 1 < chain.size(); i++) {
      X509Certificate issued = chain.get(i);
      X509Certificate issuer = chain.get(i + 1);
      checkTime(issuer, now);
      try {
        issued.verify(issuer.getPublicKey());
      } catch (GeneralSecurityException e) {
        throw SigningException.because(
            e,
            SigningFault.CERTIFICATE_CHAIN_BROKEN,
            "subject",
            subject(issued),
            "issuer",
            subject(issuer));
      }
    }
  }

  static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
