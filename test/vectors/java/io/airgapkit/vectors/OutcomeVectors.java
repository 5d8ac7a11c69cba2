package io.airgapkit.vectors;

import static io.airgapkit.format.finding.FindingCode.ANCHOR_NOT_COMPARED;
import static io.airgapkit.format.finding.FindingCode.CERTIFICATE_SHA1_MISMATCH;
import static io.airgapkit.format.finding.FindingCode.COPY_DIFFERS;
import static io.airgapkit.format.finding.FindingCode.ENTRY_DIGEST_MISMATCH;
import static io.airgapkit.format.finding.FindingCode.FLOOR_NOT_CHECKED;
import static io.airgapkit.format.finding.FindingCode.KIT_EXPIRED;
import static io.airgapkit.format.finding.FindingCode.KIT_FROM_THE_FUTURE;
import static io.airgapkit.format.finding.FindingCode.KIT_NAME_DIFFERS;
import static io.airgapkit.format.finding.FindingCode.SIGNATURE_INVALID;
import static io.airgapkit.format.finding.FindingCode.SIGNATURE_MISSING;
import static io.airgapkit.format.finding.FindingCode.TARGET_EXISTS;
import static io.airgapkit.format.finding.FindingCode.TARGET_PARENT_MISSING;
import static io.airgapkit.format.finding.FindingCode.TARGET_PARENT_SHARED;
import static io.airgapkit.format.finding.FindingCode.TARGET_PATH_TOO_LONG;

import io.airgapkit.format.Grade;
import io.airgapkit.format.finding.FindingCode;
import java.time.Instant;
import java.util.function.Consumer;

/** Stages 5 and 6 and extraction: content, fitness, targets. */
final class OutcomeVectors {
  private static final Instant CREATED = KitForge.CREATED;
  private static final String ID = "acs-20261101T000000Z";

  private OutcomeVectors() {}

  static void addTo(VectorList list) {
    content(list);
    clock(list);
    anchors(list);
    names(list);
    extract(list);
  }

  private static void content(VectorList list) {
    flipped(list, "entry-digest-flipped-byte", z -> flip(z, "docs/a.txt", 3), 1);
    flipped(list, "entry-digest-flipped-first-byte", z -> flip(z, "docs/a.txt", 0), 1);
    flipped(list, "entry-digest-flipped-last-byte", z -> flip(z, "docs/a.txt", -1), 1);
    flipped(list, "entry-digest-of-certificate", z -> flip(z, "certs/root.cer", 300), 1);
    flipped(list, "entry-digest-of-sums", z -> flip(z, "META/SHA256SUMS", 0), 1);
    flipped(
        list,
        "entry-digest-of-three",
        z -> {
          flip(z, "data/profile.json", 0);
          flip(z, "updates/kb5022661-x64.msu", 0);
          flip(z, "META/SHA256SUMS", 0);
        },
        3);
    flipped(list, "entry-contents-swapped", OutcomeVectors::swapContents, 2);
    flipped(list, "entry-and-sums-changed-together", OutcomeVectors::changeWithSums, 2);
    list.draft("certificate-sha1-wrong", "a certificate's SHA-1 is not that of its bytes")
        .forge(
            f ->
                f.text(
                    t ->
                        KitForge.replace(
                            t, "\"sha1\":\"" + sha1(), "\"sha1\":\"" + "0".repeat(40))))
        .expect(CERTIFICATE_SHA1_MISMATCH);
  }

  private static String sha1() {
    return Der.hex(TestKey.digest("SHA-1", Signers.carried().der()));
  }

  /** The headers stay as they were, so only content differs. */
  private static void flipped(VectorList list, String name, Consumer<ZipForge> hook, int count) {
    FindingCode[] codes = new FindingCode[count];
    java.util.Arrays.fill(codes, ENTRY_DIGEST_MISMATCH);
    list.draft(name, "content that is not the listed one; headers and manifest are good")
        .container(hook)
        .recipeFails()
        .expect(codes);
  }

  private static void flip(ZipForge z, String path, int at) {
    z.part(path).content = Der.flip(z.part(path).content, at);
  }

  private static void swapContents(ZipForge z) {
    byte[] a = z.part("docs/a.txt").content;
    z.part("docs/a.txt").content = z.part("docs/b.txt").content;
    z.part("docs/b.txt").content = a;
  }

  /** An attacker keeps sha256sum content. */
  private static void changeWithSums(ZipForge z) {
    ZipForge.Part sums = z.part("META/SHA256SUMS");
    String before = KitForge.sha256(z.part("docs/a.txt").content);
    flip(z, "docs/a.txt", 3);
    String text = new String(sums.content, java.nio.charset.StandardCharsets.ISO_8859_1);
    String after = KitForge.sha256(z.part("docs/a.txt").content);
    sums.content = ZipForge.latin(KitForge.replace(text, before, after));
  }

  private static void clock(VectorList list) {
    clock(list, "expired-exactly-now", KitForge.EXPIRES, KIT_EXPIRED);
    clock(list, "expired-long-ago", KitForge.EXPIRES.plusSeconds(1_000_000_000L), KIT_EXPIRED);
    clock(list, "good-one-second-before-expiry", KitForge.EXPIRES.minusSeconds(1));
    clock(list, "good-24-hours-ahead", CREATED.minusSeconds(86_400));
    clock(list, "future-24-hours-and-1-s", CREATED.minusSeconds(86_401), KIT_FROM_THE_FUTURE);
    clock(list, "future-25-hours", CREATED.minusSeconds(90_000), KIT_FROM_THE_FUTURE);
    clock(list, "future-clock-of-1970", Instant.EPOCH, KIT_FROM_THE_FUTURE);
    list.draft("expired-for-audit", "an expired kit is authentic all the same")
        .now(KitForge.EXPIRES)
        .audit()
        .expect(KIT_EXPIRED);
    list.draft("alone-expired", "a manifest alone, expired")
        .alone()
        .now(KitForge.EXPIRES)
        .expect(KIT_EXPIRED);
    list.draft("alone-future", "a manifest alone, from the future")
        .alone()
        .now(CREATED.minusSeconds(86_401))
        .expect(KIT_FROM_THE_FUTURE);
    list.draft("alone-second-signature-malformed", "the second file cannot be read, so has no key")
        .alone()
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .forge(f -> f.signing(Signers.b(), (c, m) -> new byte[1]))
        .expect(SIGNATURE_MISSING);
    list.draft("alone-quick-start", "a manifest alone of grade quick-start")
        .alone()
        .forge(f -> f.grade = Grade.QUICK_START)
        .expect(FindingCode.SIGNER_NOT_FOR_PRODUCTION);
  }

  private static void clock(VectorList list, String name, Instant now, FindingCode... codes) {
    list.draft(name, "the clock says " + now).now(now).expect(codes);
  }

  private static void anchors(VectorList list) {
    list.draft("anchor-file", "the anchor is a file that nobody compared")
        .anchorFile()
        .expect(ANCHOR_NOT_COMPARED);
    list.draft("anchor-file-for-audit", "the anchor is a file, for audit")
        .anchorFile()
        .audit()
        .expect(ANCHOR_NOT_COMPARED);
    list.draft("good-for-audit", "the good kit, for audit").audit().expect();
  }

  private static void names(VectorList list) {
    list.draft("kit-name-differs", "the kit was renamed")
        .media(m -> m.called("acs.zip"))
        .expect(KIT_NAME_DIFFERS);
    list.draft("kit-name-in-upper-case", "the kit was renamed to upper case")
        .media(m -> m.called(m.kit().toUpperCase(java.util.Locale.ROOT)))
        .expect(KIT_NAME_DIFFERS);
    list.draft("copy-of-manifest-differs", "the manifest beside the kit is another one")
        .media(m -> m.with(ID + ".manifest.json", new byte[1]))
        .expect(COPY_DIFFERS);
    list.draft("copy-of-signature-differs", "the signature beside the kit is another one")
        .media(m -> m.with(ID + "." + Signers.a().keyName() + ".p7s", Der.NOTHING))
        .expect(COPY_DIFFERS);
    list.draft("good-copies", "copies of manifest and signature beside the kit")
        .media(OutcomeVectors::withCopies)
        .expect();
  }

  private static Media withCopies(Media kit) {
    KitForge.Forged forged = new KitForge().forge();
    Media out = kit;
    for (Media.NamedBytes copy : Media.alone(forged).files()) {
      out = out.with(copy.name(), copy.bytes());
    }
    return out;
  }

  private static void extract(VectorList list) {
    list.draft("extract-good", "the good kit into a new folder")
        .extract(Vector.Target.FRESH)
        .expect();
    list.draft("extract-changed-entry", "nothing may be left of a kit with a changed entry")
        .extract(Vector.Target.FRESH)
        .container(z -> flip(z, "updates/kb5022661-x64.msu", 0))
        .recipeFails()
        .expect(ENTRY_DIGEST_MISMATCH);
    list.draft("extract-changed-manifest", "nothing may be left of a kit nobody signed")
        .extract(Vector.Target.FRESH)
        .forge(f -> f.afterSigning(b -> Der.flip(b, 20)))
        .recipeFails()
        .expect(SIGNATURE_INVALID);
    list.draft("extract-expired", "an expired kit is not extracted to be applied")
        .extract(Vector.Target.FRESH)
        .now(KitForge.EXPIRES)
        .expect(KIT_EXPIRED);
    list.draft("extract-expired-for-audit", "an expired kit is extracted for audit")
        .extract(Vector.Target.FRESH)
        .now(KitForge.EXPIRES)
        .audit()
        .expect(KIT_EXPIRED);
    target(list, "target-is-a-folder", Vector.Target.FOLDER_THERE, TARGET_EXISTS);
    target(list, "target-is-a-file", Vector.Target.FILE_THERE, TARGET_EXISTS);
    target(list, "target-parent-missing", Vector.Target.PARENT_MISSING, TARGET_PARENT_MISSING);
    target(list, "target-parent-shared", Vector.Target.PARENT_SHARED, TARGET_PARENT_SHARED);
    target(list, "target-path-too-long", Vector.Target.LONG, TARGET_PATH_TOO_LONG);
  }

  private static void target(VectorList list, String name, Vector.Target target, FindingCode code) {
    list.draft(name, "the good kit, the target is not as it must be")
        .extract(target)
        .expect(FLOOR_NOT_CHECKED, code);
  }
}
