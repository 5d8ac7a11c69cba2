package io.airgapkit.profile.catalogue;

import io.airgapkit.profile.json.JsonWriter;
import io.airgapkit.vectors.TestKey;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certification authority made on the spot, to sign what no real one would sign for a test. */
record TestAuthority(X509Certificate certificate, PrivateKey key) {
  static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant UNTIL = Instant.parse("2036-01-01T00:00:00Z");

  static TestAuthority named(String name) throws Exception {
    return named(name, name, KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  static TestAuthority named(String name, String keyName, int usage) throws Exception {
    TestKey numbers = TestKey.of(keyName, 2048);
    KeyFactory rsa = KeyFactory.getInstance("RSA");
    PublicKey publicKey =
        rsa.generatePublic(new RSAPublicKeySpec(numbers.modulus(), numbers.publicExponent()));
    PrivateKey privateKey =
        rsa.generatePrivate(new RSAPrivateKeySpec(numbers.modulus(), numbers.privateExponent()));
    X500Name subject = new X500Name("CN=" + name);
    var builder =
        new JcaX509v3CertificateBuilder(
            subject, BigInteger.ONE, Date.from(FROM), Date.from(UNTIL), subject, publicKey);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    return new TestAuthority(
        new JcaX509CertificateConverter().getCertificate(builder.build(signer(privateKey))),
        privateKey);
  }

  byte[] crl(boolean delta, int revoked) throws Exception {
    var builder =
        new X509v2CRLBuilder(
            new X500Name(certificate.getSubjectX500Principal().getName()), Date.from(FROM));
    builder.setNextUpdate(Date.from(FROM.plusSeconds(86_400)));
    for (int i = 1; i <= revoked; i++) {
      builder.addCRLEntry(BigInteger.valueOf(i), Date.from(FROM), 0);
    }
    if (delta) {
      builder.addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.ONE));
    }
    return builder.build(signer(key)).getEncoded();
  }

  /** A catalogue of these authorities; no file of theirs is shipped. */
  static CertificateCatalogue catalogueOf(TestAuthority... authorities) throws Exception {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (TestAuthority authority : authorities) {
      entries.add(authority.entry());
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("format", "airgap-certificates/1");
    map.put("revision", 1);
    map.put("certificates", entries);
    return CertificateCatalogue.read("test.json", JsonWriter.write(map));
  }

  private Map<String, Object> entry() throws Exception {
    String subject = certificate.getSubjectX500Principal().getName();
    byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", subject.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'));
    map.put("file", "");
    map.put("subject", subject);
    map.put("issuer", subject);
    map.put("serial", "01");
    map.put("not_before", FROM.toString());
    map.put("not_after", UNTIL.toString());
    map.put("sha1", HexFormat.of().formatHex(sha1));
    map.put("sha256", CertificateSource.sha256(certificate));
    map.put("key", "RSA-2048");
    map.put("role", "root");
    map.put("store", "Root");
    map.put("include", "on-demand");
    map.put("reason", "test");
    map.put("source", Map.of("text", "made on the spot", "date", "2026-01-01"));
    map.put("confirmed_by", "");
    map.put("certainty", "one-source");
    map.put("redistribution", "test");
    return map;
  }

  private static ContentSigner signer(PrivateKey key) throws Exception {
    return new JcaContentSignerBuilder("SHA256withRSA").build(key);
  }
}
