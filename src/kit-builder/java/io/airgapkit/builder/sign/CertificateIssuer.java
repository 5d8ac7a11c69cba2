package io.airgapkit.builder.sign;

import io.airgapkit.format.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.RuntimeOperatorException;

/**
 * Makes X.509 v3 certificates (RFC 5280): serial of 20 random bytes, no place to fetch anything
 * from (an isolated host could not), key identifiers of the first 160 bits of SHA-256 (RFC 7093
 * section 2).
 */
final class CertificateIssuer {
  private static final int SERIAL_BYTES = 20;

  private final SecureRandom random;

  CertificateIssuer(SecureRandom random) {
    this.random = random;
  }

  /**
   * First and last second of validity.
   *
   * @param from whole seconds
   */
  record Validity(Instant from, Instant to) {}

  /** Keys with the certificate that names them as issuer. */
  record Issuer(KeyPair keys, X509Certificate certificate) {}

  /**
   * A root that can issue end entities only, and by its extended key usage only signers of scripts
   * and documents: a host that trusts it trusts no server and no mail through it.
   */
  X509Certificate root(KeyPair keys, X500Name name, Validity validity)
      throws IOException, GeneralSecurityException {
    X509v3CertificateBuilder builder = builder(name, name, keys, validity);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    builder.addExtension(
        Extension.extendedKeyUsage, false, usage(SignerPurpose.SCRIPT, SignerPurpose.MANIFEST));
    return sign(builder, keys);
  }

  /** A signer's certificate under an issuer. */
  X509Certificate signer(
      KeyPair keys, X500Name name, SignerPurpose purpose, Validity validity, Issuer issuer)
      throws IOException, GeneralSecurityException {
    X500Name issuerName =
        X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
    X509v3CertificateBuilder builder = builder(issuerName, name, keys, validity);
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(keyIdentifier(issuer.keys())));
    addSignerExtensions(builder, purpose);
    return sign(builder, issuer.keys());
  }

  /** A signer's certificate that vouches for itself. */
  X509Certificate selfSigned(KeyPair keys, X500Name name, SignerPurpose purpose, Validity validity)
      throws IOException, GeneralSecurityException {
    X509v3CertificateBuilder builder = builder(name, name, keys, validity);
    addSignerExtensions(builder, purpose);
    return sign(builder, keys);
  }

  private static void addSignerExtensions(X509v3CertificateBuilder builder, SignerPurpose purpose)
      throws IOException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(Extension.extendedKeyUsage, false, usage(purpose));
  }

  private static ExtendedKeyUsage usage(SignerPurpose... purposes) {
    return new ExtendedKeyUsage(
        Arrays.stream(purposes)
            .map(p -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(p.extendedKeyUsage())))
            .toArray(KeyPurposeId[]::new));
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair keys, Validity validity) throws IOException {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuer,
            serial(),
            Date.from(validity.from()),
            Date.from(validity.to()),
            subject,
            keyInfo(keys));
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier(keys)));
    return builder;
  }

  /** Positive and of exactly 20 bytes (RFC 5280 section 4.1.2.2: at most 20). */
  private BigInteger serial() {
    byte[] bytes = new byte[SERIAL_BYTES];
    random.nextBytes(bytes);
    bytes[0] = (byte) (bytes[0] & 0x7F | 0x40);
    return new BigInteger(1, bytes);
  }

  private static SubjectPublicKeyInfo keyInfo(KeyPair keys) {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return SignerRules.rsaKeyInfo(key.getModulus(), key.getPublicExponent());
  }

  private static byte[] keyIdentifier(KeyPair keys) {
    byte[] digest = Sha256.fresh().digest(keyInfo(keys).getPublicKeyData().getOctets());
    return Arrays.copyOf(digest, SERIAL_BYTES);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair issuer)
      throws IOException, GeneralSecurityException {
    try {
      byte[] der = builder.build(new JdkContentSigner(issuer.getPrivate())).getEncoded();
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      certificate.verify(issuer.getPublic());
      return certificate;
    } catch (RuntimeOperatorException e) {
      throw new GeneralSecurityException(e.getMessage(), e);
    }
  }
}
