package io.airgapkit.vectors;

import static io.airgapkit.format.finding.FindingCode.DIRECTORY_MISMATCH;
import static io.airgapkit.format.finding.FindingCode.HEADER_MISMATCH;
import static io.airgapkit.format.finding.FindingCode.KIT_LENGTH_MISMATCH;
import static io.airgapkit.format.finding.FindingCode.SIGNATURE_INVALID;

import io.airgapkit.format.finding.FindingCode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.Deflater;

/** Stage 4: manifest and signatures are good, the container around them is not the one. */
final class StructureVectors {
  private static final String ENTRY = "docs/a.txt";

  /** Fields of a local header that unzip reads from the directory, or not at all. */
  private static final Set<String> SEEN_BY_NOBODY =
      Set.of(
          "local-version-needed-20",
          "local-flag-encrypted",
          "local-time",
          "local-date",
          "both-headers-date");

  private StructureVectors() {}

  static void addTo(VectorList list) {
    lengths(list);
    extraFields(list);
    entries(list);
    contents(list);
    localHeaders(list);
    records(list);
    order(list);
    list.draft("crc-of-payload-wrong-in-manifest", "the headers tell the payload's own CRC")
        .forge(
            f ->
                f.text(
                    t ->
                        KitForge.replace(t, "\"crc32\":\"" + crcOfEntry(), "\"crc32\":\"12345678")))
        .expect(HEADER_MISMATCH);
  }

  private static String crcOfEntry() {
    long crc = ZipForge.crcOf(ZipForge.latin("first text\n"));
    return java.util.HexFormat.of().toHexDigits((int) crc);
  }

  private static void lengths(VectorList list) {
    list.draft("prefix-with-new-offsets", "16 bytes before the kit, all offsets fit")
        .container(z -> z.prefix = new byte[16])
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("gap-between-entries", "a byte between two entries")
        .container(z -> z.part(ENTRY).gapBefore = new byte[1])
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("gap-before-directory", "a byte between the last entry and the directory")
        .container(z -> z.beforeDirectory = new byte[1])
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("data-descriptor", "sizes and CRC behind the content, as streaming tools write")
        .container(StructureVectors::descriptor)
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("deflated", "an entry is deflated")
        .container(StructureVectors::deflate)
        .expect(KIT_LENGTH_MISMATCH);
  }

  private static void extraFields(VectorList list) {
    list.draft("local-extra", "an extra field with a time stamp in a local header")
        .container(z -> z.part(ENTRY).localExtra = Der.hex("555405000100000000"))
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("zip64-extra-in-local-header", "Zip64 sizes of a small entry")
        .container(
            z -> {
              z.part(ENTRY).localExtra = ZipExtra.sizes(11);
              z.part(ENTRY).local(18, 4, 0xFFFFFFFFL);
              z.part(ENTRY).local(22, 4, 0xFFFFFFFFL);
            })
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("zip64-extra-in-record", "Zip64 sizes of a small entry in the directory")
        .container(z -> ContainerVectors.escapeSize(z.part(ENTRY)))
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("zip64-offset-in-record", "a Zip64 offset of an entry at the start")
        .container(
            z -> {
              z.parts.get(0).record(42, 4, 0xFFFFFFFFL);
              z.parts.get(0).recordExtra = ZipExtra.offset(0);
            })
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("zip64-offset-of-manifest", "the manifest's offset in a Zip64 field")
        .container(StructureVectors::escapeManifestOffset)
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("zip64-records-escaped-not-needed", "Zip64 records, the offset escaped as with them")
        .container(
            z -> {
              z.zip64End = true;
              z.end(16, 4, 0xFFFFFFFFL);
            })
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("manifest-with-local-extra", "the manifest is not where its record says")
        .container(z -> z.part("META/manifest.json").localExtra = ZipExtra.sizes(0))
        .expect(SIGNATURE_INVALID);
  }

  private static void escapeManifestOffset(ZipForge z) {
    int offset = 0;
    for (ZipForge.Part part : z.parts) {
      if (part.name().equals("META/manifest.json")) {
        part.record(42, 4, 0xFFFFFFFFL);
        part.recordExtra = ZipExtra.offset(offset);
      }
      offset += 30 + part.localName.length + part.content.length;
    }
  }

  private static void descriptor(ZipForge z) {
    ZipForge.Part part = z.part(ENTRY);
    part.local(6, 2, 8);
    part.record(8, 2, 8);
    part.local(14, 8, 0);
    part.local(22, 4, 0);
    part.behindContent = new byte[16];
    long[] fields = {0x08074b50, part.crc, part.content.length, part.content.length};
    for (int i = 0; i < 16; i++) {
      part.behindContent[i] = (byte) (fields[i / 4] >> 8 * (i % 4));
    }
  }

  private static void deflate(ZipForge z) {
    ZipForge.Part part = z.part(ENTRY);
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(part.content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1024];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    int size = part.content.length;
    part.content = out.toByteArray();
    part.local(8, 2, 8);
    part.record(10, 2, 8);
    part.local(22, 4, size);
    part.record(24, 4, size);
  }

  private static void entries(VectorList list) {
    list.draft("entry-added", "an entry that the manifest does not list")
        .container(z -> z.parts.add(3, new ZipForge.Part("docs/aa.txt", new byte[3])))
        .recipeFails()
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("entry-added-empty-folder", "an entry for a folder")
        .container(z -> z.parts.add(2, new ZipForge.Part("docs/", Der.NOTHING)))
        .recipeFails()
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("entry-dropped", "a listed entry is not there")
        .container(z -> z.parts.remove(z.part(ENTRY)))
        .recipeFails()
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("entry-twice", "an entry twice under the same name")
        .container(z -> z.parts.add(2, new ZipForge.Part(ENTRY, new byte[3])))
        .recipeFails()
        .expect(KIT_LENGTH_MISMATCH);
  }

  private static void contents(VectorList list) {
    list.draft("entry-longer", "a byte more at the end of an entry")
        .container(z -> content(z, "first text\n\n"))
        .recipeFails()
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("entry-shorter", "a byte less at the end of an entry")
        .container(z -> content(z, "first text"))
        .recipeFails()
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("entry-not-in-directory", "an entry that only a streaming reader finds")
        .container(
            z -> {
              z.directory = new ArrayList<>(z.parts);
              z.parts.add(2, new ZipForge.Part("docs/aa.txt", new byte[3]));
            })
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("entries-share-their-bytes", "two records name one local header")
        .container(z -> z.part("docs/b.txt").shares = z.part(ENTRY))
        .recipeFails()
        .expect(KIT_LENGTH_MISMATCH);
    list.draft("entry-changed-with-crc", "a changed entry, its CRC changed with it")
        .container(z -> content(z, "other data\n"))
        .recipeFails()
        .expect(HEADER_MISMATCH);
  }

  private static void content(ZipForge z, String text) {
    z.part(ENTRY).content = ZipForge.latin(text);
    z.part(ENTRY).crc = ZipForge.crcOf(z.part(ENTRY).content);
  }

  private static void localHeaders(VectorList list) {
    local(list, "local-signature", "does not begin as a local header", 0, 4, 0);
    local(list, "local-version-needed-20", "version needed 2.0", 4, 2, 20);
    local(list, "local-flag-encrypted", "the flag of encryption", 6, 2, 1);
    local(list, "local-flag-descriptor", "the flag of a data descriptor", 6, 2, 8);
    local(list, "local-flag-utf-8", "the flag of UTF-8 names", 6, 2, 0x800);
    local(list, "local-method-deflated", "method 8", 8, 2, 8);
    local(list, "local-time", "a time of day", 10, 2, 1);
    local(list, "local-date", "a day later", 12, 2, 0x22);
    local(list, "local-crc", "another CRC", 14, 4, 0);
    local(list, "local-compressed-size", "another size", 18, 4, 1);
    local(list, "local-size", "another size", 22, 4, 1);
    local(list, "local-name-length", "another length of the name", 26, 2, 9);
    local(list, "local-extra-length", "an extra field that is not there", 28, 2, 1);
    local(list, "local-name-differs", "another name than in the directory", 30, 1, 'D');
    header(list, "manifest-header-crc", "META/manifest.json", p -> p.local(14, 4, 0));
    header(list, "manifest-header-name", "META/manifest.json", p -> p.local(30, 1, 'm'));
    header(list, "sums-header-time", "META/SHA256SUMS", p -> p.local(10, 2, 1));
    header(list, "signature-header-date", Signers.a().signaturePath(), p -> p.local(12, 2, 0));
    both(list, "both-headers-method-deflated", p -> p.local(8, 2, 8), p -> p.record(10, 2, 8));
    both(list, "both-headers-encrypted", p -> p.local(6, 2, 1), p -> p.record(8, 2, 1));
    both(list, "both-headers-date", p -> p.local(12, 2, 0x22), p -> p.record(14, 2, 0x22));
    both(list, "both-headers-crc", p -> p.local(14, 4, 0), p -> p.record(16, 4, 0));
    both(list, "both-headers-name", p -> p.name("docs/A.txt"), p -> {});
    both(list, "both-headers-name-of-another", p -> p.name("docs/b.txt"), p -> {});
  }

  private static void local(
      VectorList list, String name, String description, int at, int width, long value) {
    VectorList.Draft draft =
        list.draft(name, "local header of an entry: " + description)
            .container(z -> z.part(ENTRY).local(at, width, value));
    boolean seenByUnzip = !SEEN_BY_NOBODY.contains(name);
    (seenByUnzip ? draft.recipeFails() : draft).expect(HEADER_MISMATCH);
  }

  private static void header(
      VectorList list, String name, String path, Consumer<ZipForge.Part> hook) {
    VectorList.Draft draft =
        list.draft(name, "local header of " + path).container(z -> hook.accept(z.part(path)));
    boolean seenByUnzip = name.startsWith("manifest-header");
    (seenByUnzip ? draft.recipeFails() : draft).expect(HEADER_MISMATCH);
  }

  private static void both(
      VectorList list, String name, Consumer<ZipForge.Part> one, Consumer<ZipForge.Part> two) {
    VectorList.Draft draft = list.draft(name, "local header and record changed together");
    (SEEN_BY_NOBODY.contains(name) ? draft : draft.recipeFails())
        .container(
            z -> {
              ZipForge.Part part = z.part(ENTRY);
              one.accept(part);
              two.accept(part);
            })
        .expect(HEADER_MISMATCH);
  }

  private static void records(VectorList list) {
    record(list, "record-made-by-unix", "made by Unix", 4, 2, 0x032D);
    record(list, "record-version-needed-20", "version needed 2.0", 6, 2, 20);
    record(list, "record-flag-utf-8", "the flag of UTF-8 names", 8, 2, 0x800);
    record(list, "record-flag-descriptor", "the flag of a data descriptor", 8, 2, 8);
    record(list, "record-method-deflated", "method 8", 10, 2, 8);
    record(list, "record-time", "a time of day", 12, 2, 1);
    record(list, "record-date", "a day later", 14, 2, 0x22);
    record(list, "record-crc", "another CRC", 16, 4, 0);
    record(list, "record-compressed-size", "another size", 20, 4, 1);
    record(list, "record-size", "another size", 24, 4, 1);
    record(list, "record-disk", "on another disk", 34, 2, 1);
    record(list, "record-internal-attributes", "a text file", 36, 2, 1);
    list.draft("record-is-a-link", "a symbolic link, by the attributes of Unix")
        .container(
            z -> {
              z.part(ENTRY).record(4, 2, 0x032D);
              z.part(ENTRY).record(38, 4, 0xA1FF0000L);
            })
        .recipeFails()
        .expect(DIRECTORY_MISMATCH);
    record(list, "record-is-a-folder", "a folder by its attributes", 38, 4, 0x10);
    record(list, "record-offset-of-another", "the offset of the first entry", 42, 4, 0);
    record(list, "record-offset-into-content", "an offset into an entry's content", 42, 4, 100);
    record(list, "record-name-differs", "another name than in the local header", 46, 1, 'D');
    header(list, "signature-record-time", DIRECTORY_MISMATCH, z -> z.parts.get(8).record(12, 2, 1));
    header(list, "manifest-record-crc", DIRECTORY_MISMATCH, z -> z.parts.get(7).record(16, 4, 0));
  }

  private static void header(
      VectorList list, String name, FindingCode code, Consumer<ZipForge> hook) {
    list.draft(name, "record of a file in META").container(hook).expect(code);
  }

  private static void record(
      VectorList list, String name, String description, int at, int width, long value) {
    VectorList.Draft draft =
        list.draft(name, "record of an entry: " + description)
            .container(z -> z.part(ENTRY).record(at, width, value));
    boolean seenByUnzip = at >= 42 || at == 8 && value == 0x800;
    (seenByUnzip ? draft.recipeFails() : draft).expect(DIRECTORY_MISMATCH);
  }

  private static void order(VectorList list) {
    list.draft("entries-swapped", "two entries in the other order, everywhere")
        .container(z -> Collections.swap(z.parts, 2, 3))
        .expect(HEADER_MISMATCH);
    list.draft("sums-before-payload", "META/SHA256SUMS in the order of paths, before the payload")
        .container(z -> z.parts.add(0, z.parts.remove(6)))
        .expect(HEADER_MISMATCH);
    list.draft("directory-not-sorted", "two records in the other order, their entries in place")
        .container(
            z -> {
              z.directory = new ArrayList<>(z.parts);
              Collections.swap(z.directory, 2, 3);
            })
        .expect(DIRECTORY_MISMATCH);
    list.draft("entries-swapped-directory-sorted", "two entries swapped, the directory in order")
        .container(
            z -> {
              z.directory = new ArrayList<>(z.parts);
              Collections.swap(z.parts, 2, 3);
            })
        .expect(HEADER_MISMATCH);
  }
}
