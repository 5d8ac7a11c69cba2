package io.airgapkit.vectors;

import io.airgapkit.format.CertificateStore;
import io.airgapkit.format.EntryRole;
import io.airgapkit.format.KitManifest;
import java.util.ArrayList;
import java.util.List;

/** Manifests with very many members. */
final class Crowd {
  private Crowd() {}

  /** Payload of exactly so many entries, all of them empty. */
  static void entries(KitForge f, int count) {
    f.payload.clear();
    for (int i = 0; i < count; i++) {
      f.payload.add(new KitForge.Item(path("e", i), EntryRole.DATA, Der.NOTHING));
    }
    f.values(m -> ManifestEdit.references(m, List.of(), List.of()));
  }

  /** So many certificates, each an entry of its own, and updates without files. */
  static void references(KitForge f, int certificates, int updates) {
    f.payload.clear();
    f.add("a", EntryRole.DATA, "");
    for (int i = 0; i < certificates; i++) {
      f.add(path("c", i), EntryRole.CERTIFICATE, "certificate " + i);
    }
    List<KitManifest.Update> listed = new ArrayList<>();
    for (int i = 1; i <= updates; i++) {
      listed.add(KitForge.update(i, "KB5022661", ""));
    }
    f.values(m -> ManifestEdit.references(m, m.certificates(), listed));
  }

  /** Several documents, certificates and updates beside what the good kit has. */
  static void ofEverything(KitForge f) {
    for (int i = 0; i < 16; i++) {
      f.add(path("docs/more", i), EntryRole.DOCUMENT, "A line of text.\n".repeat(i));
    }
    for (int i = 0; i < 8; i++) {
      f.add(path("certs/more", i), EntryRole.CERTIFICATE, "certificate " + i);
    }
    List<KitManifest.Update> listed = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      listed.add(KitForge.update(i, "KB5022661", ""));
    }
    f.values(m -> ManifestEdit.references(m, m.certificates(), listed));
  }

  /** A manifest of exactly so many bytes: certificates with long names. */
  static void manifestOf(KitForge f, int bytes) {
    references(f, 3_000, 0);
    f.values(m -> ManifestEdit.certificates(m, named(m.certificates(), "x")));
    f.text(
        t -> {
          int missing = bytes - t.length();
          StringBuilder out = new StringBuilder(bytes);
          String[] parts = t.split("\"name\":\"x\"", -1);
          int names = parts.length - 1;
          for (int i = 0; i < names; i++) {
            int longer = missing / names + (i < missing % names ? 1 : 0);
            out.append(parts[i]).append("\"name\":\"").append("x".repeat(longer + 1)).append('"');
          }
          return out.append(parts[names]).toString();
        });
  }

  private static List<KitManifest.Certificate> named(
      List<KitManifest.Certificate> certificates, String name) {
    List<KitManifest.Certificate> out = new ArrayList<>();
    for (KitManifest.Certificate c : certificates) {
      out.add(
          new KitManifest.Certificate(
              name,
              c.notAfter(),
              c.notBefore(),
              c.path(),
              c.sha1(),
              c.sha256(),
              CertificateStore.ROOT));
    }
    return out;
  }

  private static String path(String folder, int index) {
    return folder + "/" + Integer.toString(100_000 + index).substring(1);
  }
}
