package io.airgapkit.format.codec;

import io.airgapkit.format.KitManifest;
import io.airgapkit.format.KitTime;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.format.json.CanonicalWriter;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes {@code META/manifest.json}, and refuses a manifest its own reader would not take back
 * unchanged.
 */
public final class ManifestWriter {
  private ManifestWriter() {}

  /**
   * The signed bytes.
   *
   * @throws KitFormatException with the rule the manifest breaks
   */
  public static byte[] write(KitManifest manifest) throws KitFormatException {
    byte[] bytes = unchecked(manifest);
    if (!ManifestReader.read(bytes).equals(manifest)) {
      throw new IllegalStateException("the manifest does not come back as it was written");
    }
    return bytes;
  }

  /** The same bytes without the look back; for tests that need a manifest with a fault. */
  public static byte[] unchecked(KitManifest m) {
    CanonicalWriter w = new CanonicalWriter();
    w.literal("{\"builder\":{\"name\":").string(m.builder().name());
    w.literal(",\"version\":").string(m.builder().version()).literal("},\"certificates\":[");
    list(w, m.certificates(), ManifestWriter::certificate);
    w.literal("],\"created\":").string(KitTime.text(m.created())).literal(",\"entries\":[");
    list(w, m.entries(), ManifestWriter::entry);
    w.literal("],\"expires\":").string(KitTime.text(m.expires()));
    w.literal(",\"format\":").string(KitManifest.FORMAT);
    w.literal(",\"grade\":").string(m.grade().text());
    w.literal(",\"id\":").string(m.id());
    w.literal(",\"profile\":{\"id\":").string(m.profile().id());
    w.literal(",\"revision\":").integer(m.profile().revision());
    w.literal(",\"title\":").string(m.profile().title());
    w.literal("},\"reference\":").string(m.reference(), true);
    w.literal(",\"sequence\":").integer(m.sequence()).literal(",\"signers\":[");
    list(w, m.signers(), ManifestWriter::signer);
    w.literal("],\"updates\":[");
    list(w, m.updates(), ManifestWriter::update);
    return w.literal("]}").toBytes();
  }

  private static <T> void list(
      CanonicalWriter w, List<T> members, BiConsumer<CanonicalWriter, T> one) {
    for (int i = 0; i < members.size(); i++) {
      if (i > 0) {
        w.literal(",");
      }
      one.accept(w, members.get(i));
    }
  }

  private static void certificate(CanonicalWriter w, KitManifest.Certificate c) {
    w.literal("{\"name\":").string(c.name());
    w.literal(",\"not_after\":").string(KitTime.text(c.notAfter()));
    w.literal(",\"not_before\":").string(KitTime.text(c.notBefore()));
    w.literal(",\"path\":").string(c.path());
    w.literal(",\"sha1\":").string(c.sha1());
    w.literal(",\"sha256\":").string(c.sha256());
    w.literal(",\"store\":").string(c.store().text()).literal("}");
  }

  private static void entry(CanonicalWriter w, KitManifest.Entry e) {
    w.literal("{\"crc32\":").string(e.crc32());
    w.literal(",\"path\":").string(e.path());
    w.literal(",\"role\":").string(e.role().text());
    w.literal(",\"sha256\":").string(e.sha256());
    w.literal(",\"size\":").integer(e.size()).literal("}");
  }

  private static void signer(CanonicalWriter w, KitManifest.Signer s) {
    w.literal("{\"certificate_sha256\":").string(s.certificateSha256());
    w.literal(",\"key_sha256\":").string(s.keySha256()).literal("}");
  }

  private static void update(CanonicalWriter w, KitManifest.Update u) {
    w.literal("{\"architecture\":").string(u.architecture().text());
    w.literal(",\"kb\":").string(u.kb());
    w.literal(",\"kind\":").string(u.kind().text());
    w.literal(",\"order\":").integer(u.order());
    w.literal(",\"path\":").string(u.path(), true);
    w.literal(",\"train\":").string(u.train()).literal("}");
  }
}
