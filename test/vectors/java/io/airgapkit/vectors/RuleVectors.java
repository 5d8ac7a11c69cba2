package io.airgapkit.vectors;

import static io.airgapkit.format.finding.FindingCode.CERTIFICATE_DIGEST_DIFFERS;
import static io.airgapkit.format.finding.FindingCode.CERTIFICATE_ENTRY_MISSING;
import static io.airgapkit.format.finding.FindingCode.CERTIFICATE_NOT_LISTED;
import static io.airgapkit.format.finding.FindingCode.ENTRY_SIZE_NOT_ALLOWED;
import static io.airgapkit.format.finding.FindingCode.EXPIRES_NOT_ALLOWED;
import static io.airgapkit.format.finding.FindingCode.ID_MISMATCH;
import static io.airgapkit.format.finding.FindingCode.MEMBERS_TOO_MANY;
import static io.airgapkit.format.finding.FindingCode.NUMBER_OUT_OF_RANGE;
import static io.airgapkit.format.finding.FindingCode.PAYLOAD_MISSING;
import static io.airgapkit.format.finding.FindingCode.SEQUENCE_AHEAD;
import static io.airgapkit.format.finding.FindingCode.SUMS_ENTRY_MISSING;
import static io.airgapkit.format.finding.FindingCode.SUMS_MISMATCH;
import static io.airgapkit.format.finding.FindingCode.UPDATE_ENTRY_MISSING;

import io.airgapkit.format.EntryRole;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.finding.FindingCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Stage 3: a grammatical manifest, signed by an anchored key, that breaks a rule. */
final class RuleVectors {
  /** The right digests of the right files, not in the one form. */
  private static final Set<String> TAKEN_BY_SHA256SUM =
      Set.of("sums-not-sorted", "sums-with-asterisk");

  private RuleVectors() {}

  static void addTo(VectorList list) {
    ranges(list);
    counts(list);
    entries(list);
    identity(list);
    references(list);
    sums(list);
  }

  private static void ranges(VectorList list) {
    number(list, "number-sequence-zero", "\"sequence\":" + 1793491200, "\"sequence\":0");
    number(
        list,
        "number-sequence-2-53",
        "\"sequence\":" + 1793491200,
        "\"sequence\":9007199254740992");
    number(list, "number-revision-zero", "\"revision\":1,", "\"revision\":0,");
    number(list, "number-revision-2-53", "\"revision\":1,", "\"revision\":9007199254740992,");
    number(list, "number-order-zero", "\"order\":1,", "\"order\":0,");
    number(list, "number-size-2-53", "\"size\":11}", "\"size\":9007199254740992}");
    number(list, "number-size-16-digits", "\"size\":11}", "\"size\":9999999999999999}");
  }

  private static void number(VectorList list, String name, String part, String other) {
    text(list, name, "an integer outside its range", part, other, NUMBER_OUT_OF_RANGE);
  }

  private static void counts(VectorList list) {
    list.draft("alone-10001-entries", "one payload entry too many")
        .alone()
        .forge(f -> Crowd.entries(f, 10_001))
        .expect(MEMBERS_TOO_MANY);
    list.draft("alone-4097-certificates", "one certificate too many")
        .alone()
        .forge(f -> Crowd.references(f, 4_097, 0))
        .expect(MEMBERS_TOO_MANY);
    list.draft("alone-4097-updates", "one update too many")
        .alone()
        .forge(f -> Crowd.references(f, 0, 4_097))
        .expect(MEMBERS_TOO_MANY);
    list.draft("signers-nine-listed", "nine signers listed")
        .forge(f -> f.values(m -> ManifestEdit.signers(m, nine(m))))
        .recipeFails()
        .expect(MEMBERS_TOO_MANY);
  }

  private static List<KitManifest.Signer> nine(KitManifest m) {
    List<KitManifest.Signer> out = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      out.add(new KitManifest.Signer(m.signers().get(0).certificateSha256(), i + "0".repeat(63)));
    }
    return out;
  }

  private static void entries(VectorList list) {
    list.draft("sums-not-listed", "the manifest does not list META/SHA256SUMS")
        .forge(f -> entry(f, "META/SHA256SUMS", e -> null))
        .recipeFails()
        .expect(SUMS_ENTRY_MISSING);
    list.draft("payload-missing", "no payload at all")
        .forge(
            f -> {
              f.payload.clear();
              f.values(m -> ManifestEdit.references(m, List.of(), List.of()));
            })
        .recipeFails()
        .expect(PAYLOAD_MISSING);
    size(list, "size-4294967295", "the size that zip tools misread", 0xFFFF_FFFFL);
    size(list, "size-64-gib-and-one", "a byte more than 64 GiB", (64L << 30) + 1);
  }

  private static void size(VectorList list, String name, String description, long size) {
    list.draft(name, description + "; the file itself is small")
        .forge(
            f ->
                entry(
                    f,
                    "docs/a.txt",
                    e -> new KitManifest.Entry(e.crc32(), e.path(), e.role(), e.sha256(), size)))
        .expect(ENTRY_SIZE_NOT_ALLOWED);
  }

  static void entry(KitForge f, String path, UnaryOperator<KitManifest.Entry> hook) {
    f.values(m -> ManifestEdit.entry(m, path, hook));
  }

  private static void identity(VectorList list) {
    expires(list, "expires-at-created", KitForge.CREATED);
    expires(list, "expires-before-created", KitForge.CREATED.minusSeconds(1));
    expires(list, "expires-after-1827-days-and-1-s", KitForge.CREATED.plusSeconds(157_852_801));
    list.draft("good-expires-after-1827-days", "the longest life")
        .forge(f -> f.expires = KitForge.CREATED.plusSeconds(157_852_800))
        .expect();
    id(list, "id-of-another-profile", "acsx-20261101T000000Z");
    id(list, "id-of-another-time", "acs-20261101T000001Z");
    id(list, "id-in-upper-case", "ACS-20261101T000000Z");
    list.draft("sequence-ahead", "a sequence one above created as Unix seconds")
        .forge(f -> f.values(m -> ManifestEdit.sequence(m, KitForge.CREATED.getEpochSecond() + 1)))
        .expect(SEQUENCE_AHEAD);
    list.draft("sequence-2-53-less-one", "the largest number as sequence")
        .forge(f -> f.values(m -> ManifestEdit.sequence(m, (1L << 53) - 1)))
        .expect(SEQUENCE_AHEAD);
  }

  private static void expires(VectorList list, String name, Instant expires) {
    list.draft(name, "a life that is not allowed")
        .forge(f -> f.expires = expires)
        .expect(EXPIRES_NOT_ALLOWED);
  }

  private static void id(VectorList list, String name, String id) {
    list.draft(name, "an id that does not follow from profile and created")
        .forge(f -> f.values(m -> ManifestEdit.id(m, id)))
        .expect(ID_MISMATCH);
  }

  private static void references(VectorList list) {
    list.draft("certificate-of-no-entry", "a certificate whose path is no entry")
        .forge(
            f ->
                f.text(
                    "\"path\":\"certs/root.cer\",\"sha1\"", "\"path\":\"certs/none.cer\",\"sha1\""))
        .expect(CERTIFICATE_ENTRY_MISSING);
    list.draft("certificate-of-other-role", "a certificate whose entry has another role")
        .forge(f -> f.text("\"role\":\"certificate\"", "\"role\":\"data\""))
        .expect(CERTIFICATE_ENTRY_MISSING);
    list.draft("certificate-digest-differs", "a certificate with another digest than its entry")
        .forge(f -> f.text(t -> firstDigest(t)))
        .expect(CERTIFICATE_DIGEST_DIFFERS);
    list.draft("certificate-not-listed", "an entry of role certificate, no certificate listed")
        .forge(f -> f.values(m -> ManifestEdit.certificates(m, List.of())))
        .expect(CERTIFICATE_NOT_LISTED);
    list.draft("update-of-no-entry", "an update whose path is no entry")
        .forge(
            f ->
                f.text(
                    "\"path\":\"updates/kb5022661-x64.msu\",\"train\"",
                    "\"path\":\"updates/none.msu\",\"train\""))
        .expect(UPDATE_ENTRY_MISSING);
    list.draft("update-of-other-role", "an update whose entry has another role")
        .forge(f -> f.text("\"role\":\"update\"", "\"role\":\"data\""))
        .expect(UPDATE_ENTRY_MISSING);
    list.draft("good-update-not-referenced", "an entry of role update that no update names")
        .forge(f -> f.values(m -> ManifestEdit.updates(m)))
        .expect();
  }

  /** The certificate's digest stands before its entry's. */
  private static String firstDigest(String text) {
    String digest = Signers.carried().sha256();
    return KitForge.replace(text, digest, Signers.a().sha256());
  }

  private static void sums(VectorList list) {
    sums(list, "sums-other-digest", b -> Der.flip(b, 0));
    sums(list, "sums-one-line-missing", b -> lines(b, 1));
    sums(list, "sums-not-sorted", RuleVectors::rotated);
    sums(list, "sums-with-crlf", b -> ZipForge.latin(latin(b).replace("\n", "\r\n")));
    sums(list, "sums-with-asterisk", b -> ZipForge.latin(latin(b).replace("  ", " *")));
    sums(list, "sums-empty", b -> Der.NOTHING);
    list.draft("sums-crc-differs", "the sums listed with another CRC; digest and size are right")
        .forge(
            f ->
                entry(
                    f,
                    "META/SHA256SUMS",
                    e ->
                        new KitManifest.Entry(
                            "00000000", e.path(), EntryRole.SUMS, e.sha256(), e.size())))
        .expect(SUMS_MISMATCH);
  }

  private static void sums(VectorList list, String name, UnaryOperator<byte[]> hook) {
    VectorList.Draft draft =
        list.draft(name, "sums that the manifest lists, but that are not those of the payload")
            .forge(f -> f.sums(hook));
    (TAKEN_BY_SHA256SUM.contains(name) ? draft : draft.recipeFails()).expect(SUMS_MISMATCH);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static byte[] lines(byte[] sums, int from) {
    String text = latin(sums);
    for (int i = 0; i < from; i++) {
      text = text.substring(text.indexOf('\n') + 1);
    }
    return ZipForge.latin(text);
  }

  private static byte[] rotated(byte[] sums) {
    String text = latin(sums);
    int line = text.indexOf('\n') + 1;
    return ZipForge.latin(text.substring(line) + text.substring(0, line));
  }

  static void text(
      VectorList list,
      String name,
      String description,
      String part,
      String other,
      FindingCode code) {
    list.draft(name, description).forge(f -> f.text(part, other)).expect(code);
  }
}
