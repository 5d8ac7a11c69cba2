package io.airgapkit.vectors;

import static io.airgapkit.format.finding.FindingCode.FORMAT_NOT_KNOWN;
import static io.airgapkit.format.finding.FindingCode.MANIFEST_MALFORMED;

import io.airgapkit.format.finding.FindingCode;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Stage 3: an anchored key signed bytes that are not canonical JSON of a manifest. */
final class GrammarVectors {
  /**
   * In these the recipe does not find the sums, or finds other names of files than there are, or
   * nothing at all because grep takes the manifest for a binary file.
   */
  private static final Set<String> SEEN_BY_GREP =
      Set.of(
          "format-approval",
          "manifest-empty",
          "manifest-utf-16",
          "format-in-a-string-only",
          "json-members-out-of-order-in-signer",
          "json-empty-path",
          "json-missing-member-in-entry",
          "json-path-not-ascii",
          "json-raw-zero",
          "json-trailing-zero",
          "json-two-documents",
          "word-digest-of-63");

  private GrammarVectors() {}

  static void addTo(VectorList list) {
    formats(list);
    frame(list);
    members(list);
    missingMembers(list);
    otherValues(list);
    strings(list);
    numbers(list);
    words(list);
    choices(list);
    names(list);
    times(list);
  }

  private static void formats(VectorList list) {
    signed(
        list,
        "format-approval",
        "a signed approval in the place of the manifest",
        FORMAT_NOT_KNOWN,
        t -> "{\"approved\":\"2026-11-01T00:00:00Z\",\"format\":\"airgap-approval/1\"}");
    part(list, "format-2", "a later format", "airgap-kit/1\"", "airgap-kit/2\"", FORMAT_NOT_KNOWN);
    part(
        list, "format-10", "a later format", "airgap-kit/1\"", "airgap-kit/10\"", FORMAT_NOT_KNOWN);
    signed(list, "manifest-empty", "a manifest of 0 bytes", FORMAT_NOT_KNOWN, t -> "");
    signed(
        list,
        "manifest-utf-16",
        "the manifest in UTF-16",
        FORMAT_NOT_KNOWN,
        t -> "\u00FF\u00FE" + t.replace("", "\0").substring(1));
    malformed(
        list,
        "format-in-a-string-only",
        "what a first look searches stands where no format is",
        t -> "[]" + ",\"format\":\"airgap-kit/1\",\"grade\":\"");
    part(
        list,
        "format-without-grade",
        "the member behind format is another one",
        "\"grade\":\"production\",",
        "",
        FORMAT_NOT_KNOWN);
    list.draft("alone-format-approval", "a signed approval given as a manifest alone")
        .alone()
        .forge(f -> f.text(t -> "{\"format\":\"airgap-approval/1\"}"))
        .expect(FORMAT_NOT_KNOWN);
  }

  private static void frame(VectorList list) {
    malformed(list, "json-byte-order-mark", "a byte order mark", t -> "\u00EF\u00BB\u00BF" + t);
    malformed(list, "json-trailing-newline", "a line feed at the end", t -> t + "\n");
    malformed(list, "json-trailing-blank", "a blank at the end", t -> t + " ");
    malformed(list, "json-trailing-zero", "a zero at the end", t -> t + "\0");
    malformed(list, "json-leading-blank", "a blank at the start", t -> " " + t);
    malformed(list, "json-cut-by-one-byte", "no brace", t -> t.substring(0, t.length() - 1));
    malformed(list, "json-two-documents", "the manifest twice", t -> t + t);
    part(list, "json-blank-behind-colon", "white space", "\"created\":", "\"created\": ");
    part(list, "json-newline-behind-comma", "white space", ",\"created\"", ",\n\"created\"");
    part(list, "json-blank-in-array", "white space", "\"entries\":[", "\"entries\":[ ");
    part(list, "json-blank-in-empty-array", "white space in []", "\"updates\":[", "\"updates\":[ ");
    part(list, "json-comma-at-end", "a comma before the last brace", "]}", "],}");
    part(
        list,
        "json-comma-in-array",
        "a comma before the first element",
        "\"signers\":[",
        "\"signers\":[,");
    part(list, "json-comma-missing", "no comma between elements", "},{\"crc32\"", "}{\"crc32\"");
    part(list, "json-comment", "a comment", ",\"created\"", ",/**/\"created\"");
    part(list, "json-array-for-object", "a list of words", "\"signers\":[{", "\"signers\":[[{");
    part(list, "json-object-for-array", "an object", "\"signers\":[", "\"signers\":{");
  }

  private static void members(VectorList list) {
    part(
        list,
        "json-duplicate-member",
        "a member twice",
        "\"grade\":\"production\",",
        "\"grade\":\"production\",\"grade\":\"production\",");
    part(
        list,
        "json-duplicate-first-member",
        "a member twice",
        "{\"builder\":",
        "{\"builder\":{\"name\":\"vectors\",\"version\":\"1\"},\"builder\":");
    part(
        list,
        "json-unknown-member",
        "a member nobody knows",
        "\"id\":\"acs-2026",
        "\"hint\":\"x\",\"id\":\"acs-2026");
    part(list, "json-unknown-last-member", "a member nobody knows", "]}", "],\"zone\":\"x\"}");
    part(
        list,
        "json-unknown-member-in-entry",
        "a member nobody knows",
        "\"size\":",
        "\"sha512\":\"0\",\"size\":");
  }

  private static void missingMembers(VectorList list) {
    part(list, "json-missing-member", "no reference", "\"reference\":\"CHG-1\",", "");
    part(
        list,
        "json-missing-member-in-entry",
        "an entry without role",
        "\"role\":\"document\",",
        "");
    malformed(
        list,
        "json-missing-array",
        "no list of updates",
        t -> t.replaceFirst(",\"updates\":\\[.*\\]\\}$", "}"));
    part(list, "json-member-misspelt", "update for updates", ",\"updates\":[", ",\"update\":[");
    part(list, "json-member-in-other-case", "Reference", "\"reference\":", "\"Reference\":");
    part(
        list,
        "json-members-out-of-order",
        "version before name",
        "\"name\":\"vectors\",\"version\":\"1\"",
        "\"version\":\"1\",\"name\":\"vectors\"");
    part(
        list,
        "json-members-out-of-order-in-signer",
        "key before certificate",
        "{\"certificate_sha256\":",
        "{\"key_sha256\":\"" + "0".repeat(64) + "\",\"certificate_sha256\":");
  }

  private static void otherValues(VectorList list) {
    part(
        list,
        "json-null",
        "null for an empty reference",
        "\"reference\":\"CHG-1\"",
        "\"reference\":null");
    part(list, "json-true", "true for a string", "\"reference\":\"CHG-1\"", "\"reference\":true");
    part(
        list,
        "json-escaped-name",
        "an escape in a member's name",
        "\"reference\":",
        "\"\\u0072eference\":");
  }

  private static void strings(VectorList list) {
    reference(list, "json-escaped-slash", "\\/");
    reference(list, "json-escaped-letter", "\\u0041");
    reference(list, "json-escaped-quote-by-number", "\\u0022");
    reference(list, "json-escaped-newline", "\\n");
    reference(list, "json-control-character", "\u0001");
    reference(list, "json-raw-newline", "\n");
    reference(list, "json-raw-zero", "\0");
    reference(list, "json-delete-character", "\u007F");
    reference(list, "json-byte-80", "\u0080");
    reference(list, "json-utf-8", "\u00C3\u00A4");
    reference(list, "json-byte-ff", "\u00FF");
    reference(list, "json-string-of-1025", "x".repeat(1025));
    reference(list, "json-string-of-1025-escaped", "\\\\".repeat(1025));
    reference(list, "json-string-not-closed", "\\");
    part(list, "json-single-quotes", "single quotes", "\"CHG-1\"", "'CHG-1'");
    part(
        list,
        "json-empty-title",
        "an empty title",
        "\"title\":\"A profile for \\\"tests\\\" in C:\\\\test\"",
        "\"title\":\"\"");
    part(
        list,
        "json-empty-builder-name",
        "an empty name",
        "{\"name\":\"vectors\"",
        "{\"name\":\"\"");
    part(list, "json-empty-path", "an empty path", "\"path\":\"docs/a.txt\"", "\"path\":\"\"");
    part(list, "json-empty-id", "an empty id", "\"id\":\"acs-20261101T000000Z\"", "\"id\":\"\"");
    part(
        list,
        "json-path-not-ascii",
        "a letter outside ASCII in a path",
        "docs/a.txt",
        "docs/\u00C3\u00A4.txt");
  }

  private static void numbers(VectorList list) {
    number(list, "json-number-leading-zero", "01");
    number(list, "json-number-exponent", "1e3");
    number(list, "json-number-negative", "-1");
    number(list, "json-number-minus-zero", "-0");
    number(list, "json-number-plus", "+1");
    number(list, "json-number-fraction", "1.0");
    number(list, "json-number-hex", "0x1");
    number(list, "json-number-quoted", "\"1\"");
    number(list, "json-number-missing", "");
    number(list, "json-number-of-17-digits", "10000000000000000");
    number(list, "json-number-of-40-digits", "1".repeat(40));
  }

  private static void words(VectorList list) {
    part(
        list,
        "word-digest-in-upper-case",
        "upper-case digits",
        Signers.a().sha256(),
        Signers.a().sha256().toUpperCase(java.util.Locale.ROOT));
    part(
        list,
        "word-digest-of-63",
        "a digest of 63 digits",
        "\"key_sha256\":\"" + Signers.a().keyName(),
        "\"key_sha256\":\"" + Signers.a().keyName().substring(1));
    malformed(
        list,
        "word-crc-of-7",
        "a CRC of 7 digits",
        t -> t.replaceFirst("\"crc32\":\"[0-9a-f]", "\"crc32\":\""));
    malformed(
        list,
        "word-crc-of-9",
        "a CRC of 9 digits",
        t -> t.replaceFirst("\"crc32\":\"", "\"crc32\":\"0"));
  }

  private static void choices(VectorList list) {
    part(
        list,
        "word-role-unknown",
        "a role nobody knows",
        "\"role\":\"document\"",
        "\"role\":\"program\"");
    part(
        list,
        "word-role-in-other-case",
        "a role in upper case",
        "\"role\":\"document\"",
        "\"role\":\"Document\"");
    part(
        list,
        "word-grade-unknown",
        "a grade nobody knows",
        "\"grade\":\"production\"",
        "\"grade\":\"test\"",
        FindingCode.MANIFEST_MALFORMED);
    part(
        list,
        "word-store-unknown",
        "a store nobody knows",
        "\"store\":\"Root\"",
        "\"store\":\"My\"");
    part(
        list,
        "word-store-in-other-case",
        "a store in lower case",
        "\"store\":\"Root\"",
        "\"store\":\"root\"");
    part(list, "word-architecture-unknown", "an architecture nobody knows", "\"x64\"", "\"ia64\"");
    part(
        list,
        "word-kind-unknown",
        "a kind nobody knows",
        "\"kind\":\"floor\"",
        "\"kind\":\"hotfix\"");
  }

  private static void names(VectorList list) {
    part(list, "word-kb-of-5-digits", "five digits", "\"KB502266\"", "\"KB50226\"");
    part(list, "word-kb-of-8-digits", "eight digits", "\"KB502266\"", "\"KB50226611\"");
    part(list, "word-kb-in-lower-case", "kb", "\"KB502266\"", "\"kb502266\"");
    part(
        list,
        "word-train-upper-case-first",
        "a train in upper case",
        "\"train\":\"ltsc2019\"",
        "\"train\":\"Ltsc2019\"");
    part(
        list,
        "word-train-of-33",
        "a train of 33 characters",
        "\"train\":\"ltsc2019\"",
        "\"train\":\"" + "t".repeat(33) + "\"");
    part(
        list,
        "word-train-empty",
        "a train without a name",
        "\"train\":\"ltsc2019\"",
        "\"train\":\"\"");
    part(
        list, "word-profile-hyphen-first", "a profile's id", "{\"id\":\"acs\"", "{\"id\":\"-acs\"");
    part(list, "word-profile-upper-case", "a profile's id", "{\"id\":\"acs\"", "{\"id\":\"ACS\"");
    part(
        list,
        "word-profile-of-33",
        "a profile's id",
        "{\"id\":\"acs\"",
        "{\"id\":\"" + "a".repeat(33) + "\"");
  }

  private static void times(VectorList list) {
    created(list, "time-with-offset", "2026-11-01T00:00:00+00:00");
    created(list, "time-with-fraction", "2026-11-01T00:00:00.0Z");
    created(list, "time-with-blank", "2026-11-01 00:00:00Z");
    created(list, "time-in-lower-case", "2026-11-01t00:00:00z");
    created(list, "time-without-seconds", "2026-11-01T00:00Z");
    created(list, "time-of-five-digit-year", "12026-11-01T00:00:00Z");
  }

  private static void reference(VectorList list, String name, String value) {
    part(list, name, "in the reference", "\"CHG-1\"", "\"" + value + "\"");
  }

  private static void number(VectorList list, String name, String value) {
    part(list, name, "as the profile's revision", "\"revision\":1,", "\"revision\":" + value + ",");
  }

  private static void created(VectorList list, String name, String value) {
    part(
        list,
        name,
        "as created",
        "\"created\":\"2026-11-01T00:00:00Z\"",
        "\"created\":\"" + value + "\"");
  }

  private static void part(
      VectorList list, String name, String description, String part, String other) {
    part(list, name, description, part, other, MANIFEST_MALFORMED);
  }

  private static void part(
      VectorList list,
      String name,
      String description,
      String part,
      String other,
      FindingCode code) {
    signed(list, name, description, code, t -> KitForge.replace(t, part, other));
  }

  private static void malformed(
      VectorList list, String name, String description, UnaryOperator<String> hook) {
    signed(list, name, description, MANIFEST_MALFORMED, hook);
  }

  private static void signed(
      VectorList list,
      String name,
      String description,
      FindingCode code,
      UnaryOperator<String> hook) {
    VectorList.Draft draft = list.draft(name, description).forge(f -> f.text(hook));
    (SEEN_BY_GREP.contains(name) ? draft.recipeFails() : draft).expect(code);
  }
}
