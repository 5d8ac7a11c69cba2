package io.airgapkit.vectors;

import io.airgapkit.format.Architecture;
import io.airgapkit.format.CertificateStore;
import io.airgapkit.format.EntryRole;
import io.airgapkit.format.Grade;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.UpdateKind;
import io.airgapkit.format.codec.ManifestWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Makes a kit of a content, with a hook at each level: values, text, signatures, container, file.
 * What lies above a hook follows from what the hook gave, so that a kit has one fault and no other.
 */
public final class KitForge {
  /** One file of the payload. */
  public record Item(String path, EntryRole role, byte[] bytes) {}

  /** A signature file as it goes into the kit. */
  public record SignedFile(String path, byte[] bytes) {}

  /**
   * What came out.
   *
   * @param id of the manifest's values, also if its text was changed later
   */
  public record Forged(String id, byte[] manifest, List<SignedFile> signatures, byte[] kit) {}

  /** 2026-11-01T00:00:00Z, when kits are made unless a vector says otherwise. */
  static final Instant CREATED = Instant.parse("2026-11-01T00:00:00Z");

  static final Instant EXPIRES = Instant.parse("2027-11-01T00:00:00Z");

  final List<Item> payload = new ArrayList<>();
  final List<TestCertificate> signers = new ArrayList<>();
  Instant created = CREATED;
  Instant expires = EXPIRES;
  Grade grade = Grade.PRODUCTION;
  private UnaryOperator<byte[]> sums = b -> b;
  private UnaryOperator<KitManifest> values = m -> m;
  private UnaryOperator<String> text = t -> t;
  private UnaryOperator<byte[]> replaced = b -> b;
  private Signing signing =
      (certificate, manifest) -> CmsForge.template(certificate, certificate.key().sign(manifest));
  private Consumer<List<SignedFile>> signatures = s -> {};
  private Consumer<ZipForge> container = z -> {};
  private UnaryOperator<byte[]> file = b -> b;

  /** Makes one signature file. */
  interface Signing {
    byte[] file(TestCertificate certificate, byte[] manifest);
  }

  /** The good kit. */
  public KitForge() {
    payload.add(new Item("certs/root.cer", EntryRole.CERTIFICATE, Signers.carried().der()));
    payload.add(item("data/profile.json", EntryRole.DATA, "{\"format\":\"airgap-profile/1\"}"));
    payload.add(item("docs/a.txt", EntryRole.DOCUMENT, "first text\n"));
    payload.add(item("docs/b.txt", EntryRole.DOCUMENT, "other text\n"));
    payload.add(item("scripts/Apply-Kit.ps1", EntryRole.SCRIPT, "exit 0\r\n"));
    payload.add(item("updates/kb5022661-x64.msu", EntryRole.UPDATE, "stands for an update"));
    signers.add(Signers.a());
  }

  /** An entry of ASCII text. */
  public static Item item(String path, EntryRole role, String text) {
    return new Item(path, role, text.getBytes(StandardCharsets.US_ASCII));
  }

  KitForge add(String path, EntryRole role, String text) {
    payload.add(item(path, role, text));
    return this;
  }

  KitForge signedBy(TestCertificate... certificates) {
    signers.clear();
    signers.addAll(List.of(certificates));
    signers.sort(Comparator.comparing(TestCertificate::keySha256));
    return this;
  }

  /** Changes the sums before the manifest lists them. */
  KitForge sums(UnaryOperator<byte[]> hook) {
    sums = hook;
    return this;
  }

  /** Changes values of the manifest; what follows from them is not made anew. */
  KitForge values(UnaryOperator<KitManifest> hook) {
    UnaryOperator<KitManifest> before = values;
    values = m -> hook.apply(before.apply(m));
    return this;
  }

  /** Changes the manifest's text, one character a byte, before it is signed. */
  KitForge text(UnaryOperator<String> hook) {
    text = hook;
    return this;
  }

  /** Replaces a part of the manifest's text, which must be there, before it is signed. */
  KitForge text(String part, String other) {
    return text(t -> replace(t, part, other));
  }

  static String replace(String text, String part, String other) {
    int at = text.indexOf(part);
    if (at < 0) {
      throw new IllegalArgumentException("no " + part + " in " + text);
    }
    return text.substring(0, at) + other + text.substring(at + part.length());
  }

  /** Changes the manifest behind the signers' backs. */
  KitForge afterSigning(UnaryOperator<byte[]> hook) {
    replaced = hook;
    return this;
  }

  KitForge signing(Signing hook) {
    signing = hook;
    return this;
  }

  /** As {@link #signing}, for one of the signers. */
  KitForge signing(TestCertificate of, Signing hook) {
    Signing others = signing;
    signing =
        (certificate, manifest) -> (certificate == of ? hook : others).file(certificate, manifest);
    return this;
  }

  /** Changes the list of signature files. */
  KitForge signatures(Consumer<List<SignedFile>> hook) {
    signatures = hook;
    return this;
  }

  KitForge container(Consumer<ZipForge> hook) {
    container = hook;
    return this;
  }

  /** Changes the finished file. */
  KitForge file(UnaryOperator<byte[]> hook) {
    file = hook;
    return this;
  }

  /** The kit. */
  public Forged forge() {
    List<Item> sorted = new ArrayList<>(payload);
    sorted.sort(Comparator.comparing(Item::path));
    byte[] sumsBytes = sums.apply(ZipForge.latin(sumsText(sorted)));
    List<Item> listed = new ArrayList<>(sorted);
    Item sumsItem = new Item("META/SHA256SUMS", EntryRole.SUMS, sumsBytes);
    listed.add(sumsItem);
    listed.sort(Comparator.comparing(Item::path));
    KitManifest manifest = values.apply(manifest(listed));
    byte[] written = ManifestWriter.unchecked(manifest);
    byte[] signed = ZipForge.latin(text.apply(new String(written, StandardCharsets.ISO_8859_1)));
    List<SignedFile> files = new ArrayList<>();
    for (TestCertificate signer : signers) {
      files.add(new SignedFile(signer.signaturePath(), signing.file(signer, signed)));
    }
    signatures.accept(files);
    byte[] carried = replaced.apply(signed);

    ZipForge zip = new ZipForge();
    sorted.add(sumsItem);
    sorted.add(new Item("META/manifest.json", null, carried));
    files.forEach(f -> sorted.add(new Item(f.path(), null, f.bytes())));
    sorted.forEach(i -> zip.parts.add(new ZipForge.Part(i.path(), i.bytes())));
    container.accept(zip);
    return new Forged(manifest.id(), carried, List.copyOf(files), file.apply(zip.bytes()));
  }

  static String sumsText(List<Item> items) {
    StringBuilder out = new StringBuilder();
    for (Item item : items) {
      out.append(sha256(item.bytes())).append("  ").append(item.path()).append('\n');
    }
    return out.toString();
  }

  private KitManifest manifest(List<Item> items) {
    long at = created.getEpochSecond();
    List<KitManifest.Entry> entries = new ArrayList<>();
    List<KitManifest.Certificate> certificates = new ArrayList<>();
    for (Item i : items) {
      String digest = sha256(i.bytes());
      String crc = HexFormat.of().toHexDigits((int) ZipForge.crcOf(i.bytes()));
      entries.add(new KitManifest.Entry(crc, i.path(), i.role(), digest, i.bytes().length));
      if (i.role() == EntryRole.CERTIFICATE) {
        certificates.add(certificate(i));
      }
    }
    List<KitManifest.Signer> by = new ArrayList<>();
    signers.forEach(s -> by.add(new KitManifest.Signer(s.sha256(), s.keySha256())));
    String id = "acs-" + created.toString().replace("-", "").replace(":", "");
    return new KitManifest(
        new KitManifest.Builder("vectors", "1"),
        certificates,
        at,
        entries,
        expires.getEpochSecond(),
        grade,
        id,
        new KitManifest.Profile("acs", 1, "A profile for \"tests\" in C:\\test"),
        "CHG-1",
        at,
        by,
        List.of(update(1, "KB5022661", "updates/kb5022661-x64.msu"), update(2, "KB502266", "")));
  }

  static KitManifest.Update update(long order, String kb, String path) {
    UpdateKind kind = path.isEmpty() ? UpdateKind.ROLLUP : UpdateKind.FLOOR;
    return new KitManifest.Update(Architecture.X64, kb, kind, order, path, "ltsc2019");
  }

  private static KitManifest.Certificate certificate(Item item) {
    return new KitManifest.Certificate(
        "CN=NOT A MODEL carried",
        Instant.parse("2049-12-31T23:59:59Z").getEpochSecond(),
        Instant.parse("2020-01-01T00:00:00Z").getEpochSecond(),
        item.path(),
        Der.hex(TestKey.digest("SHA-1", item.bytes())),
        sha256(item.bytes()),
        CertificateStore.ROOT);
  }

  static String sha256(byte[] bytes) {
    return Der.hex(TestKey.sha256(bytes));
  }
}
