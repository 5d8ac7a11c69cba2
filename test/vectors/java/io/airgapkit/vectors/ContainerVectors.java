package io.airgapkit.vectors;

import static io.airgapkit.format.finding.FindingCode.DIRECTORY_INVALID;
import static io.airgapkit.format.finding.FindingCode.END_RECORD_INVALID;
import static io.airgapkit.format.finding.FindingCode.END_RECORD_MISSING;
import static io.airgapkit.format.finding.FindingCode.KIT_EMPTY;
import static io.airgapkit.format.finding.FindingCode.KIT_NOT_A_FILE;
import static io.airgapkit.format.finding.FindingCode.KIT_TOO_LARGE;
import static io.airgapkit.format.finding.FindingCode.MANIFEST_MISSING;
import static io.airgapkit.format.finding.FindingCode.MANIFEST_TOO_LARGE;
import static io.airgapkit.format.finding.FindingCode.RECORDS_TOO_MANY;
import static io.airgapkit.format.finding.FindingCode.SIGNATURES_MISSING;
import static io.airgapkit.format.finding.FindingCode.SIGNATURES_TOO_MANY;
import static io.airgapkit.format.finding.FindingCode.SIGNATURE_TOO_LARGE;

import io.airgapkit.format.finding.FindingCode;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Stage 1: what cannot be walked far enough to find manifest and signatures. */
final class ContainerVectors {
  private static final int END = 22;

  private ContainerVectors() {}

  static void addTo(VectorList list) {
    files(list);
    cuts(list);
    endRecord(list);
    counts(list);
    directory(list);
    members(list);
    signatures(list);
  }

  private static void files(VectorList list) {
    list.draft("kit-is-a-folder", "a folder where the kit should be")
        .media(m -> Media.special(m.kit(), Media.Kind.FOLDER, 0))
        .recipeFails()
        .expect(KIT_NOT_A_FILE);
    list.draft("kit-empty", "a file of 0 bytes")
        .media(m -> Media.file(m.kit(), Der.NOTHING))
        .recipeFails()
        .expect(KIT_EMPTY);
    list.draft("kit-above-one-tebibyte", "a file of 2^40 + 1 zeros")
        .media(m -> Media.special(m.kit(), Media.Kind.SPARSE, (1L << 40) + 1))
        .recipeFails()
        .expect(KIT_TOO_LARGE);
  }

  private static void cuts(VectorList list) {
    cut(list, "cut-to-21-bytes", "shorter than an end record", b -> 21);
    cut(list, "cut-to-half", "the first half of the kit", b -> b.length / 2);
    cut(list, "cut-by-one-byte", "the last byte is gone", b -> b.length - 1);
    cut(list, "cut-before-end-record", "the end record is gone", b -> b.length - END);
    cut(list, "cut-in-directory", "ends within the directory", b -> b.length - END - 100);
    file(
        list,
        "kit-end-record-alone",
        "an empty zip of 22 bytes",
        MANIFEST_MISSING,
        b -> new ZipForge().bytes());
    file(
        list,
        "kit-start-is-gone",
        "the first 100 bytes are gone",
        END_RECORD_INVALID,
        b -> Arrays.copyOfRange(b, 100, b.length));
    list.draft("trailing-byte", "one zero behind the kit")
        .forge(f -> f.file(b -> Der.join(b, new byte[1])))
        .expect(END_RECORD_MISSING);
    list.draft("trailing-end-record", "the end record twice")
        .forge(f -> f.file(b -> Der.join(b, Arrays.copyOfRange(b, b.length - END, b.length))))
        .recipeFails()
        .expect(END_RECORD_INVALID);
    list.draft("file-comment", "a comment of the file, announced as it should be")
        .container(z -> z.comment = ZipForge.latin("hello"))
        .expect(END_RECORD_MISSING);
    list.draft("file-comment-holds-end-record", "a comment that looks like the end of a kit")
        .container(z -> z.comment = new ZipForge().bytes())
        .recipeFails()
        .expect(END_RECORD_INVALID);
    list.draft("file-comment-announced-only", "the length of a comment that is not there")
        .container(z -> z.end(20, 2, 5))
        .expect(END_RECORD_INVALID);
  }

  private static void cut(
      VectorList list,
      String name,
      String description,
      java.util.function.ToIntFunction<byte[]> to) {
    file(list, name, description, END_RECORD_MISSING, b -> Arrays.copyOf(b, to.applyAsInt(b)));
  }

  private static void file(
      VectorList list,
      String name,
      String description,
      FindingCode code,
      UnaryOperator<byte[]> hook) {
    list.draft(name, description).forge(f -> f.file(hook)).recipeFails().expect(code);
  }

  private static void endRecord(VectorList list) {
    list.draft("prefix-with-old-offsets", "16 bytes before the kit, as a self-extractor has")
        .forge(f -> f.file(b -> Der.join(new byte[16], b)))
        .recipeFails()
        .expect(END_RECORD_INVALID);
    end(list, "end-record-disk", "the number of this disk is 1", 4, 2, 1);
    end(list, "end-record-directory-disk", "the directory is on disk 1", 6, 2, 1);
    end(list, "end-record-counts-differ", "one record less on this disk", 8, 2, 8);
    end(list, "end-record-directory-size", "the directory is said to be 1 byte long", 12, 4, 1);
    end(list, "end-record-offset-zero", "the directory is said to begin at 0", 16, 4, 0);
    end(
        list,
        "end-record-offset-escaped-alone",
        "the offset is escaped, but there are no Zip64 records",
        16,
        4,
        0xFFFFFFFFL);
    list.draft("zip64-records-not-needed", "Zip64 records, the end record as without them")
        .container(z -> z.zip64End = true)
        .expect(END_RECORD_INVALID);
    list.draft("gap-before-end-record", "a byte between the directory and the end record")
        .container(z -> z.beforeEnd = new byte[1])
        .recipeFails()
        .expect(END_RECORD_INVALID);
  }

  private static void counts(VectorList list) {
    list.draft("records-65535-announced", "the end record announces 65,535 records")
        .container(z -> counts(z, 0xFFFF))
        .recipeFails()
        .expect(RECORDS_TOO_MANY);
    list.draft("records-10011-announced", "the end record announces one record too many")
        .container(z -> counts(z, 10_011))
        .recipeFails()
        .expect(RECORDS_TOO_MANY);
    list.draft("records-one-announced-too-many", "one more record is announced than there is")
        .container(z -> counts(z, z.parts.size() + 1))
        .recipeFails()
        .expect(DIRECTORY_INVALID);
    list.draft("records-one-announced-too-few", "one record less is announced than there is")
        .container(z -> counts(z, z.parts.size() - 1))
        .recipeFails()
        .expect(DIRECTORY_INVALID);
  }

  private static void counts(ZipForge z, int count) {
    z.end(8, 2, count);
    z.end(10, 2, count);
  }

  private static void end(
      VectorList list, String name, String description, int at, int width, long value) {
    VectorList.Draft draft = list.draft(name, description).container(z -> z.end(at, width, value));
    (ignoredByUnzip(at) ? draft : draft.recipeFails()).expect(END_RECORD_INVALID);
  }

  /** The disk of the directory, and the number of records on this disk. */
  private static boolean ignoredByUnzip(int at) {
    return at == 6 || at == 8;
  }

  private static void directory(VectorList list) {
    record(list, "record-signature", "a record does not begin as one", p -> p.record(0, 4, 0));
    record(list, "record-name-empty", "a record without a name", p -> p.name(""));
    record(list, "record-name-121", "a name of 121 bytes", p -> p.name("x".repeat(121)));
    record(
        list,
        "record-name-beyond-directory",
        "a name longer than the directory",
        p -> p.record(28, 2, 0xFFFF));
    record(
        list,
        "record-extra-of-9-bytes",
        "an extra field with a time stamp",
        p -> p.recordExtra = Der.hex("555405000100000000"));
    record(
        list,
        "record-comment",
        "a comment of an entry",
        p -> p.recordComment = ZipForge.latin("hello"));
    list.draft("manifest-offset-beyond-directory", "the manifest is said to lie in the directory")
        .container(z -> z.part("META/manifest.json").record(42, 4, 0x00FFFFFFL))
        .recipeFails()
        .expect(DIRECTORY_INVALID);
    list.draft("manifest-size-beyond-directory", "the manifest is said to reach into the directory")
        .container(
            z -> {
              z.part("META/manifest.json").record(20, 4, 1 << 20);
              z.part("META/manifest.json").record(24, 4, 1 << 20);
            })
        .expect(DIRECTORY_INVALID);
    list.draft("manifest-offset-escaped-alone", "the offset is escaped, without an extra field")
        .container(z -> z.part("META/manifest.json").record(42, 4, 0xFFFFFFFFL))
        .recipeFails()
        .expect(DIRECTORY_INVALID);
  }

  private static void record(
      VectorList list, String name, String description, Consumer<ZipForge.Part> hook) {
    VectorList.Draft draft =
        list.draft(name, description).container(z -> hook.accept(z.part("docs/a.txt")));
    boolean ignoredByUnzip = name.equals("record-comment") || name.contains("extra");
    (ignoredByUnzip ? draft : draft.recipeFails()).expect(DIRECTORY_INVALID);
  }

  private static void members(VectorList list) {
    list.draft("manifest-missing", "no META/manifest.json")
        .container(z -> z.parts.remove(z.part("META/manifest.json")))
        .recipeFails()
        .expect(MANIFEST_MISSING);
    list.draft("manifest-in-other-case", "meta/manifest.json instead")
        .container(z -> z.part("META/manifest.json").name("meta/manifest.json"))
        .recipeFails()
        .expect(MANIFEST_MISSING);
    list.draft("manifest-above-4-mib", "a manifest of 4,194,305 bytes")
        .forge(f -> f.text(t -> t + " ".repeat((4 << 20) + 1 - t.length())))
        .recipeFails()
        .expect(MANIFEST_TOO_LARGE);
    list.draft("manifest-size-escaped", "the manifest's size stands in a Zip64 extra field")
        .container(z -> escapeSize(z.part("META/manifest.json")))
        .expect(MANIFEST_TOO_LARGE);
  }

  private static void signatures(VectorList list) {
    list.draft("signatures-missing", "no signature at all")
        .forge(f -> f.signatures(s -> s.clear()))
        .recipeFails()
        .expect(SIGNATURES_MISSING);
    list.draft("signatures-before-manifest", "the manifest stands last")
        .container(z -> z.parts.add(z.parts.remove(z.parts.size() - 2)))
        .expect(SIGNATURES_MISSING);
    list.draft("signatures-nine", "nine files behind the manifest")
        .forge(f -> f.signatures(s -> fill(s, 9)))
        .recipeFails()
        .expect(SIGNATURES_TOO_MANY);
    list.draft("signature-above-16-kib", "a signature file of 16,385 bytes")
        .forge(
            f ->
                f.signing(
                    (c, m) -> Arrays.copyOf(CmsForge.template(c, c.key().sign(m)), (16 << 10) + 1)))
        .expect(SIGNATURE_TOO_LARGE);
    list.draft("alone-signature-above-16-kib", "the same beside a manifest alone")
        .alone()
        .forge(
            f ->
                f.signing(
                    (c, m) -> Arrays.copyOf(CmsForge.template(c, c.key().sign(m)), (16 << 10) + 1)))
        .expect(SIGNATURE_TOO_LARGE);
    list.draft("alone-manifest-above-4-mib", "a manifest alone of 4,194,305 bytes")
        .alone()
        .forge(f -> f.text(t -> t + " ".repeat((4 << 20) + 1 - t.length())))
        .expect(MANIFEST_TOO_LARGE);
  }

  /** Both sizes into a Zip64 extra field of the record, as for an entry of 4 GiB. */
  static void escapeSize(ZipForge.Part part) {
    part.record(20, 4, 0xFFFFFFFFL);
    part.record(24, 4, 0xFFFFFFFFL);
    part.recordExtra = ZipExtra.sizes(part.content.length);
  }

  private static void fill(java.util.List<KitForge.SignedFile> files, int count) {
    while (files.size() < count) {
      String path = "META/signatures/f00000000000000" + files.size() + ".p7s";
      files.add(new KitForge.SignedFile(path, files.get(0).bytes()));
    }
  }
}
