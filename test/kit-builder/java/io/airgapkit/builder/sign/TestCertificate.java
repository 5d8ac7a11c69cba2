package io.airgapkit.builder.sign;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * A good manifest signer's certificate with one thing changed; made of parts, not by our issuer.
 */
public final class TestCertificate {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final String DOCUMENT = "1.3.6.1.5.5.7.3.36";
  static final String CODE = "1.3.6.1.5.5.7.3.3";
  static final char[] SECRET = "correct horse".toCharArray();

  private KeyPair subjectKeys = TestKeys.first();
  private SubjectPublicKeyInfo keyInfo;
  private PrivateKey issuerKey = TestKeys.first().getPrivate();
  private String subject = "CN=subject";
  private String issuer = "CN=subject";
  private Instant from = NOW.minusSeconds(60);
  private Instant to = NOW.plusSeconds(60);
  private Integer keyUsage = KeyUsage.digitalSignature;
  private String extendedKeyUsage = DOCUMENT;
  private BasicConstraints constraints;
  private int ballast;

  public static Passphrase secret() throws SigningException {
    return Passphrase.taking(SECRET.clone(), "test");
  }

  TestCertificate keys(KeyPair keys) {
    this.subjectKeys = keys;
    return this;
  }

  TestCertificate keyInfo(SubjectPublicKeyInfo info) {
    this.keyInfo = info;
    return this;
  }

  TestCertificate issuedBy(String name, PrivateKey key) {
    this.issuer = name;
    this.issuerKey = key;
    return this;
  }

  TestCertificate named(String name) {
    this.subject = name;
    this.issuer = name;
    return this;
  }

  TestCertificate valid(Instant first, Instant last) {
    this.from = first;
    this.to = last;
    return this;
  }

  TestCertificate keyUsage(Integer bits) {
    this.keyUsage = bits;
    return this;
  }

  TestCertificate extendedKeyUsage(String oid) {
    this.extendedKeyUsage = oid;
    return this;
  }

  TestCertificate constraints(BasicConstraints value) {
    this.constraints = value;
    return this;
  }

  TestCertificate ballast(int bytes) {
    this.ballast = bytes;
    return this;
  }

  byte[] der() throws Exception {
    SubjectPublicKeyInfo info =
        keyInfo == null
            ? SubjectPublicKeyInfo.getInstance(subjectKeys.getPublic().getEncoded())
            : keyInfo;
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.TEN,
            Date.from(from),
            Date.from(to),
            new X500Name(subject),
            info);
    if (constraints != null) {
      builder.addExtension(Extension.basicConstraints, true, constraints);
    }
    if (keyUsage != null) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
    }
    if (extendedKeyUsage != null) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              KeyPurposeId.getInstance(new ASN1ObjectIdentifier(extendedKeyUsage))));
    }
    if (ballast > 0) {
      builder.addExtension(
          new ASN1ObjectIdentifier("1.2.3.4"), false, new DEROctetString(new byte[ballast]));
    }
    return builder.build(new JdkContentSigner(issuerKey)).getEncoded();
  }

  X509Certificate make() throws Exception {
    return parse(der());
  }

  static X509Certificate parse(byte[] der) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  /** A PKCS#12 file with that key and certificates, by the JDK, without any check. */
  static byte[] pkcs12(PrivateKey key, Certificate... chain) throws Exception {
    KeyStore store = emptyStore();
    store.setKeyEntry("signer", key, SECRET, chain);
    return bytes(store);
  }

  static KeyStore emptyStore() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  static byte[] bytes(KeyStore store) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, SECRET);
    return out.toByteArray();
  }
}
