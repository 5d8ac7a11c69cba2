package io.airgapkit.vectors;

import static io.airgapkit.format.finding.FindingCode.SIGNER_NOT_ANCHORED;
import static io.airgapkit.format.finding.FindingCode.SIGNER_NOT_FOR_PRODUCTION;

import io.airgapkit.format.EntryRole;
import io.airgapkit.format.Grade;
import io.airgapkit.format.KitManifest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Kits without a fault, at the edges of what is allowed: a verifier that is too strict fails. */
final class GoodVectors {
  private GoodVectors() {}

  static void addTo(VectorList list) {
    content(list);
    words(list);
    signers(list);
    certificates(list);
    alone(list);
    list.draft("good-crc-of-payload-wrong-everywhere", "a reader does not compute CRC of payload")
        .forge(f -> wrongCrcEverywhere(f))
        .recipeFails()
        .expect();
  }

  private static void content(VectorList list) {
    list.draft("good", "the good kit that every other one is made from").expect();
    list.draft("good-empty-entry", "an entry of 0 bytes")
        .forge(f -> f.add("docs/empty.txt", EntryRole.DOCUMENT, ""))
        .expect();
    list.draft("good-16-kib", "of everything several: the kit that is attacked at every bit")
        .forge(f -> Crowd.ofEverything(f))
        .expect();
    list.draft("good-one-entry", "the least payload, no certificate, no update, no reference")
        .forge(
            f -> {
              f.payload.clear();
              f.add("a", EntryRole.DATA, "");
              f.values(m -> ManifestEdit.references(m, List.of(), List.of()));
              f.values(m -> ManifestEdit.reference(m, ""));
            })
        .expect();
    list.draft("good-path-limits", "paths of 120 characters, 8 segments, a segment of 110, a GUID")
        .forge(
            f -> {
              f.add("a".repeat(110) + "/" + "b".repeat(9), EntryRole.DATA, "1");
              f.add("1/2/3/4/5/6/7/8", EntryRole.DATA, "2");
              f.add("{0123456F-89AB-CDEF-0123-456789ABCDEF}/gpt.ini", EntryRole.POLICY, "3");
              f.add("d/COM", EntryRole.DATA, "4").add("d/con1", EntryRole.DATA, "5");
              f.add("d/_a-b..c_", EntryRole.DATA, "6").add("METADATA/x", EntryRole.DATA, "7");
              f.add("docs/META/x", EntryRole.DATA, "8").add("lpt10.txt", EntryRole.DATA, "9");
            })
        .expect();
  }

  private static void words(VectorList list) {
    list.draft("good-every-role", "an entry of each role")
        .forge(f -> f.add("a.crl", EntryRole.CRL, "crl").add("p.reg", EntryRole.POLICY, "reg"))
        .expect();
    list.draft("good-quick-start", "grade quick-start is a warning")
        .forge(f -> f.grade = Grade.QUICK_START)
        .expect(SIGNER_NOT_FOR_PRODUCTION);
    list.draft("good-long-strings", "strings of 1,024 characters after unescaping")
        .forge(f -> f.values(m -> ManifestEdit.title(m, "\"\\".repeat(512))))
        .expect();
    list.draft("good-other-profile", "a profile's id of 32 characters that begins with a digit")
        .forge(f -> f.values(m -> ManifestEdit.profile(m, "7-" + "x".repeat(30))))
        .expect();
    list.draft("good-sequence-one", "the least sequence")
        .forge(f -> f.values(m -> ManifestEdit.sequence(m, 1)))
        .expect();
  }

  private static void signers(VectorList list) {
    list.draft("good-odd-subject", "a signer whose subject few libraries spell alike")
        .forge(f -> f.signedBy(OddSubjects.signer()))
        .anchors(OddSubjects.signer())
        .expect();
    list.draft("good-two-anchors", "two signers, both anchored")
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .anchors(Signers.a(), Signers.b())
        .expect();
    list.draft("good-two-anchors-one-signer", "an anchor that signed nothing does not matter")
        .anchors(Signers.b(), Signers.a())
        .expect();
    list.draft("signer-second-not-anchored", "two signers, the first one anchored")
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .expect(SIGNER_NOT_ANCHORED);
    list.draft("signer-first-not-anchored", "two signers, the second one anchored")
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .anchors(Signers.b())
        .expect(SIGNER_NOT_ANCHORED);
    list.draft("good-eight-signers", "eight signers, one anchored")
        .forge(f -> f.signedBy(eight()))
        .expect(
            SIGNER_NOT_ANCHORED,
            SIGNER_NOT_ANCHORED,
            SIGNER_NOT_ANCHORED,
            SIGNER_NOT_ANCHORED,
            SIGNER_NOT_ANCHORED,
            SIGNER_NOT_ANCHORED,
            SIGNER_NOT_ANCHORED);
  }

  private static void certificates(VectorList list) {
    signer(list, "good-key-3080", "a modulus of 3,080 bits", plain("k3080", 3080));
    signer(list, "good-key-4096", "a modulus of 4,096 bits", plain("k4096", 4096));
    signer(list, "good-key-8192", "a modulus of 8,192 bits", plain("k8192", 8192));
    TestCertificate.Draft one = new TestCertificate.Draft(Signers.a().key());
    one.version = Der.NOTHING;
    signer(list, "good-certificate-v1", "a certificate of version 1", one.sign());
    TestCertificate.Draft serial = new TestCertificate.Draft(Signers.a().key());
    serial.serial = Der.integer(BigInteger.ONE.shiftLeft(159).subtract(BigInteger.ONE));
    signer(list, "good-certificate-long-serial", "a serial of 20 octets", serial.sign());
    TestCertificate.Draft expired = new TestCertificate.Draft(Signers.a().key());
    expired.notAfter = "210101000000Z";
    signer(
        list,
        "good-certificate-expired",
        "the certificate ended before the kit was made: a verifier shows it, no more",
        expired.sign());
    signer(list, "good-certificate-8-kib", "a certificate of exactly 8,192 bytes", sized(8192));
  }

  private static TestCertificate[] eight() {
    TestCertificate[] out = new TestCertificate[8];
    out[0] = Signers.a();
    for (int i = 1; i < out.length; i++) {
      out[i] = plain("signer of eight " + i, 3072);
    }
    return out;
  }

  private static TestCertificate plain(String name, int bits) {
    return TestCertificate.of(TestKey.of(name, bits));
  }

  private static void signer(
      VectorList list, String name, String description, TestCertificate certificate) {
    list.draft(name, description).forge(f -> f.signedBy(certificate)).anchors(certificate).expect();
  }

  /** A certificate of exactly so many bytes, by an extension nobody knows. */
  static TestCertificate sized(int bytes) {
    int filler = bytes - 1000;
    while (true) {
      TestCertificate.Draft draft = new TestCertificate.Draft(Signers.a().key());
      byte[] extension =
          Der.sequence(
              Der.oid(1, 3, 6, 1, 4, 1, 32473, 1), Der.element(Der.OCTET_STRING, new byte[filler]));
      draft.extensions = Der.element(0xA3, Der.sequence(extension));
      TestCertificate certificate = draft.sign();
      if (certificate.der().length == bytes) {
        return certificate;
      }
      filler += bytes - certificate.der().length;
    }
  }

  private static void alone(VectorList list) {
    list.draft("alone-good", "manifest and signature without the kit").alone().expect();
    list.draft("alone-two-signers", "two signers, one anchored")
        .alone()
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .expect(SIGNER_NOT_ANCHORED);
    list.draft("alone-10000-entries", "the most payload entries")
        .alone()
        .forge(f -> Crowd.entries(f, 10_000))
        .expect();
    list.draft("alone-4096-references", "the most certificates and updates")
        .alone()
        .forge(f -> Crowd.references(f, 4_096, 4_096))
        .expect();
    list.draft("alone-manifest-4-mib", "a manifest of exactly 4,194,304 bytes")
        .alone()
        .forge(f -> Crowd.manifestOf(f, 4 << 20))
        .expect();
  }

  private static void wrongCrcEverywhere(KitForge f) {
    f.values(
        m -> {
          List<KitManifest.Entry> entries = new ArrayList<>(m.entries());
          entries.replaceAll(
              e ->
                  e.path().equals("docs/a.txt")
                      ? new KitManifest.Entry("12345678", e.path(), e.role(), e.sha256(), e.size())
                      : e);
          return ManifestEdit.entries(m, entries);
        });
    f.container(z -> z.part("docs/a.txt").crc = 0x12345678L);
  }
}
