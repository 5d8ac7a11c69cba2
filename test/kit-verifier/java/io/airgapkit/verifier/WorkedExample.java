package io.airgapkit.verifier;

import io.airgapkit.format.EntryRole;
import io.airgapkit.format.Grade;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.Sha256;
import io.airgapkit.format.cms.SignatureFile;
import io.airgapkit.format.cms.SignerCertificate;
import io.airgapkit.format.codec.ManifestWriter;
import io.airgapkit.format.codec.SumsText;
import io.airgapkit.format.container.ContainerEntry;
import io.airgapkit.format.container.ContainerLayout;
import io.airgapkit.format.container.HeaderFunction;
import io.airgapkit.vectors.TestCertificate;
import io.airgapkit.vectors.TestKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/** The small kit of the specification, section 14: its bytes, and the section's text about them. */
final class WorkedExample {
  private static final String PATH = "docs/hello.txt";
  private static final byte[] CONTENT = "hello\n".getBytes(StandardCharsets.US_ASCII);

  /** 2026-11-25T12:00:00Z. */
  static final long CREATED = 1_795_608_000L;

  private static final long EXPIRES = CREATED + 365 * 86_400L;

  private final TestKey key = TestKey.of("worked example", 3072);
  private final TestCertificate certificate = TestCertificate.of(key);
  private final byte[] sums;
  private final byte[] manifest;
  private final byte[] signature;
  private final ContainerLayout layout;
  private final byte[] kit;

  WorkedExample() throws Exception {
    KitManifest.Signer signer =
        new KitManifest.Signer(certificate.sha256(), certificate.keySha256());
    KitManifest.Entry payload =
        new KitManifest.Entry(
            SumsText.crc32Hex(CONTENT),
            PATH,
            EntryRole.DOCUMENT,
            Sha256.hexOf(CONTENT),
            CONTENT.length);
    sums = SumsText.bytes(List.of(payload));
    manifest = ManifestWriter.write(manifest(payload, signer));
    signature = SignatureFile.encode(SignerCertificate.read(certificate.der()), key.sign(manifest));
    List<String> paths =
        List.of(PATH, KitManifest.SUMS_PATH, KitManifest.MANIFEST_PATH, signer.signaturePath());
    List<byte[]> contents = List.of(CONTENT, sums, manifest, signature);
    List<ContainerEntry> entries = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < paths.size(); i++) {
      byte[] content = contents.get(i);
      entries.add(new ContainerEntry(paths.get(i), content.length, crc(content)));
      out.writeBytes(HeaderFunction.local(entries.get(i)));
      out.writeBytes(content);
    }
    layout = new ContainerLayout(entries);
    out.writeBytes(layout.tail());
    kit = out.toByteArray();
  }

  private static KitManifest manifest(KitManifest.Entry payload, KitManifest.Signer signer) {
    return new KitManifest(
        new KitManifest.Builder("worked example", "1"),
        List.of(),
        CREATED,
        List.of(SumsText.entry(List.of(payload)), payload),
        EXPIRES,
        Grade.PRODUCTION,
        id(),
        new KitManifest.Profile("try", 1, "A \"small\" kit"),
        "",
        CREATED,
        List.of(signer),
        List.of());
  }

  static String id() {
    return "try-20261125T120000Z";
  }

  byte[] kit() {
    return kit.clone();
  }

  String anchor() {
    return certificate.sha256();
  }

  String kitDigest() {
    return Sha256.hexOf(manifest);
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  /** Everything behind the mark in section 14. */
  String text() {
    StringBuilder out = new StringBuilder();
    out.append("\nThe kit `").append(id()).append(".zip` has one payload entry, `");
    out.append(PATH).append("`: the six bytes `68 65 6C 6C 6F 0A`.\n");
    out.append("Its signer is a key of 3072 bits that `TestKey` computes from the words `");
    out.append(key.name()).append("`, with a\ncertificate by `TestCertificate`. ");
    out.append("`WorkedExampleTest` makes the kit anew and compares this section with it.\n\n");
    numbers(out);
    map(out);
    firstHeader(out);
    manifest(out);
    signature(out);
    directory(out);
    return out.toString();
  }

  private void numbers(StringBuilder out) {
    out.append("| What | Value |\n|---|---|\n");
    row(out, "kit digest", kitDigest());
    row(out, "anchor", anchor());
    row(out, "SHA-256 of the file", Sha256.hexOf(kit));
    row(out, "digest of the content", Sha256.hexOf(CONTENT));
    row(out, "CRC-32 of the content", SumsText.crc32Hex(CONTENT));
    out.append('\n');
  }

  private static void row(StringBuilder out, String what, String value) {
    out.append("| ").append(what).append(" | `").append(value).append("` |\n");
  }

  private void map(StringBuilder out) {
    out.append("### 14.1 Map\n\n| Offset | Bytes | What |\n|---|---|---|\n");
    for (int i = 0; i < layout.entries().size(); i++) {
      ContainerEntry e = layout.entries().get(i);
      place(
          out,
          layout.headerOffset(i),
          HeaderFunction.localBytes(e),
          "header of `" + e.path() + "`");
      place(out, layout.contentOffset(i), e.size(), "content of `" + e.path() + "`");
    }
    long at = layout.directoryOffset();
    for (int i = 0; i < layout.entries().size(); i++) {
      ContainerEntry e = layout.entries().get(i);
      int bytes = HeaderFunction.record(e, layout.headerOffset(i)).length;
      place(out, at, bytes, "record of `" + e.path() + "`");
      at += bytes;
    }
    place(out, at, kit.length - at, "end record");
    place(out, kit.length, 0, "end of file");
    out.append('\n');
  }

  private static void place(StringBuilder out, long at, long bytes, String what) {
    out.append("| ").append(at).append(" | ").append(bytes).append(" | ");
    out.append(what).append(" |\n");
  }

  private void firstHeader(StringBuilder out) {
    out.append("### 14.2 The first entry\n\nLocal header and content, from offset 0:\n\n```\n");
    Cuts cuts = new Cuts(out, kit, 0);
    cuts.cut(4, "local header");
    cuts.cut(2, "version needed 10");
    cuts.cut(8, "flags 0, stored, time 0, date 1980-01-01");
    cuts.cut(4, "CRC-32");
    cuts.cut(8, "size 6, twice");
    cuts.cut(4, "name of 14 bytes, no extra field");
    cuts.cut(PATH.length(), PATH);
    cuts.cut(CONTENT.length, "content");
    out.append("```\n\n");
  }

  private void manifest(StringBuilder out) {
    out.append("### 14.3 Sums and manifest\n\n`META/SHA256SUMS`, ").append(sums.length);
    out.append(" bytes, ends in a line feed:\n\n```\n");
    out.append(new String(sums, StandardCharsets.US_ASCII)).append("```\n\n");
    out.append("`META/manifest.json`, ").append(manifest.length);
    out.append(" bytes, cut into its pieces (5.2) with the offset of each. The file has no line");
    out.append("\nends, and nothing stands between the pieces:\n\n```\n");
    int at = 0;
    for (String piece : pieces()) {
      out.append(String.format(Locale.ROOT, "%5d  %s%n", at, piece).replace("\r", ""));
      at += piece.length();
    }
    out.append("```\n\n");
  }

  private String[] pieces() {
    return new String(manifest, StandardCharsets.US_ASCII)
        .split(
            "(?=\"(?:certificates|entries|signers|updates)\":\\[|\\](?:,|\\}))"
                + "|(?<=[\\[,])(?=\\{)"
                + "|(?<=,)(?=\"(?:format|grade|id|profile|reference|sequence)\":)");
  }

  private void signature(StringBuilder out) {
    String path = layout.entries().get(3).path();
    out.append("### 14.4 The signature file\n\n`").append(path).append("`, ");
    out.append(signature.length).append(" bytes, offsets from its start:\n\n```\n");
    int certificateBytes = certificate.der().length;
    int nameBytes = certificate.issuerAndSerial().length;
    Cuts cuts = new Cuts(out, signature, 0);
    cuts.cut(4, "ContentInfo");
    cuts.cut(11, "id-signedData");
    cuts.cut(4, "[0]");
    cuts.cut(4, "SignedData");
    cuts.cut(3, "version 1");
    cuts.cut(15, "digestAlgorithms");
    cuts.cut(13, "encapContentInfo");
    cuts.cut(4, "certificates [0]");
    cuts.cut(certificateBytes, "certificate");
    cuts.cut(4, "signerInfos");
    cuts.cut(4, "SignerInfo");
    cuts.cut(3, "version 1");
    cuts.cut(nameBytes, "issuerAndSerialNumber");
    cuts.cut(13, "digestAlgorithm");
    cuts.cut(15, "signatureAlgorithm");
    cuts.cut(4, "signature: OCTET STRING");
    cuts.cut(key.bytes(), "its value");
    out.append("```\n\n");
  }

  private void directory(StringBuilder out) {
    int at = (int) layout.directoryOffset();
    out.append("### 14.5 Directory and end record\n\nThe first record, from offset ").append(at);
    out.append(":\n\n```\n");
    Cuts cuts = new Cuts(out, kit, at);
    cuts.cut(4, "directory record");
    cuts.cut(4, "made by 45, needed 10");
    cuts.cut(8, "flags 0, stored, time 0, date 1980-01-01");
    cuts.cut(4, "CRC-32");
    cuts.cut(8, "size 6, twice");
    cuts.cut(6, "name of 14 bytes, no extra field, no comment");
    cuts.cut(8, "disk 0, attributes 0");
    cuts.cut(4, "offset 0");
    cuts.cut(PATH.length(), PATH);
    int end = kit.length - HeaderFunction.END_BYTES;
    out.append("```\n\nThe end record, from offset ").append(end).append(":\n\n```\n");
    cuts = new Cuts(out, kit, end);
    cuts.cut(4, "end record");
    cuts.cut(4, "disks 0");
    cuts.cut(4, layout.entries().size() + " records, twice");
    cuts.cut(4, "directory size " + (end - at));
    cuts.cut(4, "directory offset " + at);
    cuts.cut(2, "no comment");
    out.append("```\n");
  }

  /** Lines of offset, bytes in hex, and what they are; long parts show their ends. */
  private static final class Cuts {
    private static final int SHOWN_BYTES = 16;
    private static final int COLUMN = 16 * 3;

    private final StringBuilder out;
    private final byte[] bytes;
    private int at;

    Cuts(StringBuilder out, byte[] bytes, int at) {
      this.out = out;
      this.bytes = bytes;
      this.at = at;
    }

    void cut(int count, String what) {
      String shown =
          count <= SHOWN_BYTES
              ? hex(at, at + count)
              : hex(at, at + 4) + "... " + count + " bytes ... " + hex(at + count - 4, at + count);
      out.append(String.format(Locale.ROOT, "%5d  %-" + COLUMN + "s %s", at, shown, what));
      out.append('\n');
      at += count;
    }

    private String hex(int from, int to) {
      String digits = Sha256.hex(Arrays.copyOfRange(bytes, from, to)).toUpperCase(Locale.ROOT);
      return digits.replaceAll("..", "$0 ");
    }
  }
}
