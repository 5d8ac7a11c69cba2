package io.airgapkit.builder.policy;

import io.airgapkit.builder.registry.CertificateBlob;
import io.airgapkit.format.CertificateStore;
import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate that policy puts into a store.
 *
 * @param blob the registry value
 * @param ofTheKit false for what only policy carries: the signer's own trust
 */
record PolicyCertificate(
    CertificateStore store, X509Certificate certificate, CertificateBlob blob, boolean ofTheKit) {

  String thumbprint() {
    return blob.thumbprint();
  }

  String issuedTo() {
    return shortName(certificate.getSubjectX500Principal());
  }

  String issuedBy() {
    return shortName(certificate.getIssuerX500Principal());
  }

  String expires() {
    return certificate.getNotAfter().toInstant().toString();
  }

  /** The common name as the console shows it, else the whole name; in printable ASCII. */
  private static String shortName(X500Principal name) {
    String whole = name.getName(X500Principal.RFC2253);
    String found = whole;
    try {
      for (Rdn part : new LdapName(whole).getRdns()) {
        if ("CN".equalsIgnoreCase(part.getType()) && part.getValue() instanceof String text) {
          found = text;
        }
      }
    } catch (InvalidNameException e) {
      // A name that LDAP cannot read is shown as it is.
      found = whole;
    }
    return found.replaceAll("[^ -~]", "?");
  }
}
