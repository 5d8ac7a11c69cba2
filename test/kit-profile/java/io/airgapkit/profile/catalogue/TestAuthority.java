package io.airgapkit.profile.catalogue;

import io.airgapkit.format.Sha256;
import io.airgapkit.profile.json.JsonWriter;
import io.airgapkit.vectors.Authority;
import io.airgapkit.vectors.TestKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A certification authority made on the spot, as the JDK reads it, and catalogues of such. */
record TestAuthority(Authority authority, X509Certificate certificate) {
  static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant UNTIL = Instant.parse("2036-01-01T00:00:00Z");

  static TestAuthority named(String name) {
    return of(new Authority(name, TestKey.of(name, 2048), true));
  }

  static TestAuthority of(Authority authority) {
    return new TestAuthority(
        authority, CertificateSource.parse(authority.certificate()).orElseThrow());
  }

  byte[] crl(boolean delta, int revoked) {
    return authority.crl(delta, revoked);
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
    byte[] sha1 = Sha256.freshSha1().digest(certificate.getEncoded());
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", subject.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'));
    map.put("file", "");
    map.put("subject", subject);
    map.put("issuer", subject);
    map.put("serial", "01");
    map.put("not_before", FROM.toString());
    map.put("not_after", UNTIL.toString());
    map.put("sha1", Sha256.hex(sha1));
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
}
