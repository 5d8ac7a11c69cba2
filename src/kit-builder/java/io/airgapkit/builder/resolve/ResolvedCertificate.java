package io.airgapkit.builder.resolve;

import io.airgapkit.format.CertificateStore;
import io.airgapkit.format.KitManifest;
import io.airgapkit.profile.catalogue.CatalogueEntry;
import io.airgapkit.profile.catalogue.PinnedCertificate;

/**
 * A certificate that goes into the kit.
 *
 * @param why what it is for in this profile
 */
public record ResolvedCertificate(PinnedCertificate pinned, String why) {

  /** {@code certs/<store>/<id>.cer}. */
  public String path() {
    return "certs/" + store().text() + "/" + pinned.entry().id() + ".cer";
  }

  public CertificateStore store() {
    return switch (pinned.entry().store()) {
      case ROOT -> CertificateStore.ROOT;
      case CA -> CertificateStore.CA;
    };
  }

  /** The manifest's member. Subjects outside ASCII are carried as RFC 4514 hex escapes. */
  public KitManifest.Certificate member() {
    CatalogueEntry entry = pinned.entry();
    return new KitManifest.Certificate(
        DistinguishedName.ascii(entry.subject()),
        entry.notAfter().getEpochSecond(),
        entry.notBefore().getEpochSecond(),
        path(),
        entry.sha1(),
        entry.sha256(),
        store());
  }
}
