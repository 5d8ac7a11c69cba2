package io.airgapkit.format.codec;

import io.airgapkit.format.Architecture;
import io.airgapkit.format.CertificateStore;
import io.airgapkit.format.EntryRole;
import io.airgapkit.format.Grade;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.UpdateKind;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.format.json.CanonicalScanner;
import io.airgapkit.format.json.CanonicalScanner.Alphabet;
import java.nio.charset.StandardCharsets;

/**
 * Reads {@code META/manifest.json}. Give it authenticated bytes only: this is the first code that
 * looks into them.
 *
 * <p>Grammar first (one code with offset), then the rules in the order of the specification,
 * section 7; the first broken one is reported. The signature files' rules need the files and are
 * not here.
 */
public final class ManifestReader {
  private static final byte[] FIRST_LOOK =
      (",\"format\":\"" + KitManifest.FORMAT + "\",\"grade\":\"")
          .getBytes(StandardCharsets.US_ASCII);

  private final CanonicalScanner scan;

  private ManifestReader(byte[] bytes) {
    this.scan = new CanonicalScanner(bytes);
  }

  /**
   * @throws KitFormatException with FORMAT_NOT_KNOWN, MANIFEST_MALFORMED or the first broken rule
   */
  public static KitManifest read(byte[] bytes) throws KitFormatException {
    if (!contains(bytes, FIRST_LOOK)) {
      throw new KitFormatException(FindingCode.FORMAT_NOT_KNOWN);
    }
    ManifestDocument document = new ManifestReader(bytes).document();
    return ManifestRules.check(document);
  }

  private static boolean contains(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      int n = 0;
      while (n < part.length && bytes[i + n] == part[n]) {
        n++;
      }
      if (n == part.length) {
        return true;
      }
    }
    return false;
  }

  private ManifestDocument document() throws KitFormatException {
    ManifestDocument d = new ManifestDocument();
    scan.piece();
    scan.literal("{\"builder\":{\"name\":");
    String name = scan.string(1);
    scan.literal(",\"version\":");
    d.builder = new KitManifest.Builder(name, scan.string(1));
    scan.literal("},");
    scan.open("certificates");
    for (boolean first = true; scan.element(first); first = false) {
      d.certificates.add(certificate());
    }
    scan.literal(",\"created\":");
    d.created = scan.time();
    scan.literal(",");
    scan.open("entries");
    for (boolean first = true; scan.element(first); first = false) {
      d.entries.add(entry());
    }
    scan.literal(",\"expires\":");
    d.expires = scan.time();
    scan.literal(",");
    scan.piece();
    scan.literal("\"format\":\"" + KitManifest.FORMAT + "\",");
    header(d);
    scan.open("signers");
    for (boolean first = true; scan.element(first); first = false) {
      d.signers.add(signer());
    }
    scan.literal(",");
    scan.open("updates");
    for (boolean first = true; scan.element(first); first = false) {
      d.updates.add(update());
    }
    scan.literal("}");
    scan.end();
    return d;
  }

  private void header(ManifestDocument d) throws KitFormatException {
    scan.piece();
    scan.literal("\"grade\":");
    d.grade = Grade.values()[scan.choice(Grade.PRODUCTION.text(), Grade.QUICK_START.text())];
    scan.literal(",");
    scan.piece();
    scan.literal("\"id\":");
    d.id = scan.string(1);
    scan.literal(",");
    scan.piece();
    scan.literal("\"profile\":{\"id\":\"");
    if (scan.sees('-')) {
      throw scan.malformed();
    }
    String id = scan.word(Alphabet.PROFILE_ID, 1, 32);
    scan.literal("\",\"revision\":");
    long revision = scan.integer();
    scan.literal(",\"title\":");
    d.profile = new KitManifest.Profile(id, revision, scan.string(1));
    scan.literal("},");
    scan.piece();
    scan.literal("\"reference\":");
    d.reference = scan.string(0);
    scan.literal(",");
    scan.piece();
    scan.literal("\"sequence\":");
    d.sequence = scan.integer();
    scan.literal(",");
  }

  private ManifestDocument.Certificate certificate() throws KitFormatException {
    scan.literal("{\"name\":");
    String name = scan.string(1);
    scan.literal(",\"not_after\":");
    String notAfter = scan.time();
    scan.literal(",\"not_before\":");
    String notBefore = scan.time();
    scan.literal(",\"path\":");
    String path = scan.string(1);
    scan.literal(",\"sha1\":");
    String sha1 = scan.hex(40);
    scan.literal(",\"sha256\":");
    String sha256 = scan.hex(64);
    scan.literal(",\"store\":");
    CertificateStore store =
        CertificateStore.values()[scan.choice("Root", "CA", "TrustedPublisher", "Disallowed")];
    scan.literal("}");
    return new ManifestDocument.Certificate(name, notAfter, notBefore, path, sha1, sha256, store);
  }

  private KitManifest.Entry entry() throws KitFormatException {
    scan.literal("{\"crc32\":");
    String crc32 = scan.hex(8);
    scan.literal(",\"path\":");
    String path = scan.string(1);
    scan.literal(",\"role\":");
    EntryRole role =
        EntryRole.values()[
            scan.choice(
                "certificate", "crl", "data", "document", "policy", "script", "sums", "update")];
    scan.literal(",\"sha256\":");
    String sha256 = scan.hex(64);
    scan.literal(",\"size\":");
    long size = scan.integer();
    scan.literal("}");
    return new KitManifest.Entry(crc32, path, role, sha256, size);
  }

  private KitManifest.Signer signer() throws KitFormatException {
    scan.literal("{\"certificate_sha256\":");
    String certificate = scan.hex(64);
    scan.literal(",\"key_sha256\":");
    String key = scan.hex(64);
    scan.literal("}");
    return new KitManifest.Signer(certificate, key);
  }

  private KitManifest.Update update() throws KitFormatException {
    scan.literal("{\"architecture\":");
    Architecture architecture = Architecture.values()[scan.choice("arm64", "x64", "x86")];
    scan.literal(",\"kb\":\"KB");
    String kb = "KB" + scan.word(Alphabet.DIGITS, 6, 7);
    scan.literal("\",\"kind\":");
    UpdateKind kind = UpdateKind.values()[scan.choice("floor", "rollup", "prerequisite")];
    scan.literal(",\"order\":");
    long order = scan.integer();
    scan.literal(",\"path\":");
    String path = scan.string(0);
    scan.literal(",\"train\":\"");
    String train = train();
    scan.literal("\"}");
    return new KitManifest.Update(architecture, kb, kind, order, path, train);
  }

  /** A lower-case letter or digit, then letters of both cases, digits, hyphens. */
  private String train() throws KitFormatException {
    String word = scan.word(Alphabet.TRAIN, 1, 32);
    char first = word.charAt(0);
    if (first == '-' || first >= 'A' && first <= 'Z') {
      throw scan.malformed();
    }
    return word;
  }
}
