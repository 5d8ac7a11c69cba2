package io.airgapkit.vectors;

import static io.airgapkit.format.finding.FindingCode.DIRECTORY_INVALID;
import static io.airgapkit.format.finding.FindingCode.PATH_CONFLICT;
import static io.airgapkit.format.finding.FindingCode.PATH_NOT_ALLOWED;
import static io.airgapkit.format.finding.FindingCode.PATH_RESERVED;
import static io.airgapkit.format.finding.FindingCode.ROLE_NOT_ALLOWED;

import io.airgapkit.format.EntryRole;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.finding.FindingCode;
import java.util.Set;

/** Stage 3: paths. The file itself is in the kit, so that the path is the only fault. */
final class PathVectors {
  /** What unzip on Linux does not write under this name, or the recipe finds in the wrong place. */
  private static final Set<String> NOT_EXTRACTED_SO =
      Set.of(
          "../a",
          "docs/../../a",
          "./a",
          "/a",
          "docs\\c.txt",
          "..\\a",
          "//server/share/a",
          "docs//a",
          "docs/a/",
          "docs",
          "docs/a.txt/x",
          "docs/\"a",
          "META/x",
          "META/signatures/x.p7s",
          "META");

  private PathVectors() {}

  static void addTo(VectorList list) {
    names(list);
    shapes(list);
    reserved(list);
    conflicts(list);
  }

  private static void names(VectorList list) {
    path(list, "path-device-con", "docs/CON");
    path(list, "path-device-lower-case", "docs/nul");
    path(list, "path-device-with-suffix", "docs/aux.txt");
    path(list, "path-device-with-two-suffixes", "docs/prn.tar.gz");
    path(list, "path-device-com0", "docs/com0");
    path(list, "path-device-com1", "docs/Com1.log");
    path(list, "path-device-lpt9", "docs/LPT9");
    path(list, "path-device-as-folder", "nul/a.txt");
    path(list, "path-trailing-dot", "docs/a.");
    path(list, "path-folder-trailing-dot", "docs./a");
    path(list, "path-leading-dot", "docs/.a");
    path(list, "path-leading-hyphen", "docs/-a");
    path(list, "path-blank", "docs/a b");
    path(list, "path-trailing-blank", "docs/a ");
    path(list, "path-colon", "docs/a:stream");
    path(list, "path-tilde", "docs/LONGNA~1");
    path(list, "path-asterisk", "docs/*");
    path(list, "path-quote", "docs/\"a");
    path(list, "path-percent", "docs/%41");
    path(list, "path-guid-lower-case", "{0123456f-89ab-cdef-0123-456789abcdef}/gpt.ini");
    path(list, "path-guid-short", "{0123456F-89AB-CDEF-0123-456789ABCDE}/gpt.ini");
    path(list, "path-guid-with-suffix", "{0123456F-89AB-CDEF-0123-456789ABCDEF}x/gpt.ini");
    path(list, "path-guid-not-closed", "{0123456F-89AB-CDEF-0123-456789ABCDEF/gpt.ini");
    path(list, "path-guid-without-hyphens", "{0123456F089AB0CDEF001230456789ABCDEF}/gpt.ini");
  }

  private static void shapes(VectorList list) {
    path(list, "path-dot-dot", "../a");
    path(list, "path-dot-dot-inside", "docs/../../a");
    path(list, "path-dot", "./a");
    path(list, "path-absolute", "/a");
    path(list, "path-drive", "C:/a");
    path(list, "path-backslash", "docs\\c.txt");
    path(list, "path-dot-dot-backslash", "..\\a");
    path(list, "path-unc", "//server/share/a");
    path(list, "path-double-slash", "docs//a");
    path(list, "path-trailing-slash", "docs/a/");
    path(list, "path-depth-9", "1/2/3/4/5/6/7/8/9");
    path(list, "path-segment-111", "a".repeat(111));
    list.draft("path-121", "a path of 121 characters is too long for the directory already")
        .forge(f -> f.add("a".repeat(60) + "/" + "b".repeat(60), EntryRole.DATA, "x"))
        .expect(DIRECTORY_INVALID);
    list.draft("alone-path-121", "a path of 121 characters")
        .alone()
        .forge(f -> f.add("a".repeat(60) + "/" + "b".repeat(60), EntryRole.DATA, "x"))
        .expect(PATH_NOT_ALLOWED);
    list.draft("alone-path-1024", "a path of 1,024 characters")
        .alone()
        .forge(f -> f.add("a".repeat(1024), EntryRole.DATA, "x"))
        .expect(PATH_NOT_ALLOWED);
  }

  private static void path(VectorList list, String name, String path) {
    path(list, name, path, PATH_NOT_ALLOWED);
  }

  private static void path(VectorList list, String name, String path, FindingCode code) {
    VectorList.Draft draft =
        list.draft(name, "an entry " + path).forge(f -> f.add(path, EntryRole.DATA, "x"));
    (NOT_EXTRACTED_SO.contains(path) ? draft.recipeFails() : draft).expect(code);
  }

  private static void reserved(VectorList list) {
    path(list, "path-in-meta", "META/x", PATH_RESERVED);
    path(list, "path-in-meta-lower-case", "meta/x", PATH_RESERVED);
    path(list, "path-in-meta-mixed-case", "Meta/manifest.json", PATH_RESERVED);
    path(list, "path-in-signatures", "META/signatures/x.p7s", PATH_RESERVED);
    list.draft("role-of-sums-is-data", "META/SHA256SUMS listed with the role data")
        .forge(f -> RuleVectors.entry(f, "META/SHA256SUMS", e -> roleOf(e, EntryRole.DATA)))
        .recipeFails()
        .expect(PATH_RESERVED);
    list.draft("role-sums-for-payload", "a file of payload with the role sums")
        .forge(f -> RuleVectors.entry(f, "docs/a.txt", e -> roleOf(e, EntryRole.SUMS)))
        .expect(ROLE_NOT_ALLOWED);
  }

  private static KitManifest.Entry roleOf(KitManifest.Entry e, EntryRole role) {
    return new KitManifest.Entry(e.crc32(), e.path(), role, e.sha256(), e.size());
  }

  private static void conflicts(VectorList list) {
    path(list, "path-case-of-file", "docs/A.txt", PATH_CONFLICT);
    path(list, "path-case-of-folder", "Docs/c.txt", PATH_CONFLICT);
    path(list, "path-case-of-deep-folder", "certs/A/x", PATH_CONFLICT, "certs/a/y");
    path(list, "path-file-is-folder", "docs", PATH_CONFLICT);
    path(list, "path-file-is-folder-in-other-case", "DOCS", PATH_CONFLICT);
    path(list, "path-folder-is-file", "docs/a.txt/x", PATH_CONFLICT);
    path(list, "path-file-called-meta", "META", PATH_CONFLICT);
    path(list, "path-file-called-meta-lower-case", "meta", PATH_CONFLICT);
  }

  private static void path(
      VectorList list, String name, String path, FindingCode code, String other) {
    list.draft(name, "entries " + path + " and " + other)
        .forge(f -> f.add(path, EntryRole.DATA, "x").add(other, EntryRole.DATA, "y"))
        .expect(code);
  }
}
