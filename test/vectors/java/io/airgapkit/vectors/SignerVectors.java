package io.airgapkit.vectors;

import static io.airgapkit.format.finding.FindingCode.KEY_NOT_ALLOWED;
import static io.airgapkit.format.finding.FindingCode.SIGNATURE_INVALID;
import static io.airgapkit.format.finding.FindingCode.SIGNATURE_MALFORMED;
import static io.airgapkit.format.finding.FindingCode.SIGNATURE_MISSING;
import static io.airgapkit.format.finding.FindingCode.SIGNATURE_NOT_LISTED;
import static io.airgapkit.format.finding.FindingCode.SIGNER_CERTIFICATE_DIFFERS;
import static io.airgapkit.format.finding.FindingCode.SIGNER_KEYS_AMBIGUOUS;
import static io.airgapkit.format.finding.FindingCode.SIGNER_KEY_DIFFERS;

import io.airgapkit.format.KitManifest;
import io.airgapkit.format.finding.FindingCode;
import java.util.List;
import java.util.function.UnaryOperator;

/** The end of stage 3: an anchored key signed, and still the list of signers does not hold. */
final class SignerVectors {
  private SignerVectors() {}

  static void addTo(VectorList list) {
    names(list);
    renamed(list);
    order(list);
    listed(list);
    second(list);
  }

  private static void names(VectorList list) {
    list.draft("signature-second-stripped", "two signers listed, the second one's file is gone")
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .forge(f -> f.signatures(s -> s.remove(1)))
        .recipeFails()
        .expect(SIGNATURE_MISSING);
    list.draft("signature-first-stripped", "two signers listed, the first one's file is gone")
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .forge(f -> f.signatures(s -> s.remove(0)))
        .anchors(Signers.b())
        .recipeFails()
        .expect(SIGNATURE_MISSING);
    list.draft("alone-signature-stripped", "two signers listed, only the first one's file given")
        .alone()
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .forge(f -> f.signatures(s -> s.remove(1)))
        .expect(SIGNATURE_MISSING);
    list.draft("signature-extra", "a good signature by a signer that is not listed")
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .forge(f -> f.values(m -> ManifestEdit.signers(m, m.signers().subList(0, 1))))
        .recipeFails()
        .expect(SIGNATURE_NOT_LISTED);
    list.draft("signature-twice", "the same file twice under the same name")
        .forge(f -> f.signatures(s -> s.add(s.get(0))))
        .recipeFails()
        .expect(SIGNATURE_NOT_LISTED);
  }

  private static void renamed(VectorList list) {
    list.draft("signature-renamed-up", "the name of the file is not that of the key")
        .forge(f -> rename(f, "META/signatures/ffffffffffffffff.p7s"))
        .recipeFails()
        .expect(SIGNATURE_MISSING);
    list.draft("signature-renamed-down", "the name of the file is not that of the key")
        .forge(f -> rename(f, "META/signatures/0000000000000000.p7s"))
        .recipeFails()
        .expect(SIGNATURE_NOT_LISTED);
    list.draft("signature-name-in-upper-case", "the key's digits in upper case")
        .forge(
            f ->
                rename(
                    f,
                    "META/signatures/"
                        + Signers.a().keyName().toUpperCase(java.util.Locale.ROOT)
                        + ".p7s"))
        .recipeFails()
        .expect(SIGNATURE_NOT_LISTED);
    list.draft("signatures-swapped-in-order", "two signature files in the wrong order")
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .forge(f -> f.signatures(s -> s.add(s.remove(0))))
        .expect(SIGNATURE_MISSING);
  }

  private static void order(VectorList list) {
    list.draft("manifest-twice", "a second META/manifest.json behind the first")
        .container(z -> z.parts.add(8, copy(z.part("META/manifest.json"))))
        .recipeFails()
        .expect(SIGNATURE_NOT_LISTED);
    list.draft("manifest-twice-forged-first", "a forged META/manifest.json before the signed one")
        .container(
            z -> {
              ZipForge.Part forged = copy(z.part("META/manifest.json"));
              forged.content = Der.flip(forged.content, 20);
              z.parts.add(7, forged);
            })
        .recipeFails()
        .expect(SIGNATURE_MALFORMED);
    list.draft("sums-behind-manifest", "META/SHA256SUMS stands behind the manifest")
        .container(z -> z.parts.add(7, z.parts.remove(6)))
        .expect(SIGNATURE_NOT_LISTED);
    list.draft("payload-behind-signatures", "a file of payload at the very end")
        .container(z -> z.parts.add(z.parts.remove(0)))
        .expect(SIGNATURE_NOT_LISTED);
  }

  private static ZipForge.Part copy(ZipForge.Part part) {
    return new ZipForge.Part(part.name(), part.content);
  }

  private static void rename(KitForge f, String path) {
    f.signatures(s -> s.replaceAll(file -> new KitForge.SignedFile(path, file.bytes())));
  }

  private static void listed(VectorList list) {
    list.draft("signers-none-listed", "no signer is listed, an anchored one signed")
        .forge(f -> f.values(m -> ManifestEdit.signers(m, List.of())))
        .recipeFails()
        .expect(SIGNATURE_NOT_LISTED);
    list.draft("signers-keys-ambiguous", "two listed keys begin with the same 16 digits")
        .forge(f -> f.values(SignerVectors::ambiguous))
        .recipeFails()
        .expect(SIGNER_KEYS_AMBIGUOUS);
    listed(
        list,
        "signer-certificate-differs",
        "the listed certificate is another one",
        SIGNER_CERTIFICATE_DIFFERS,
        s -> new KitManifest.Signer(Signers.b().sha256(), s.keySha256()));
    listed(
        list,
        "signer-key-differs-in-last-digit",
        "the listed key differs behind its first 16 digits",
        SIGNER_KEY_DIFFERS,
        s -> new KitManifest.Signer(s.certificateSha256(), otherEnd(s.keySha256())));
    list.draft("alone-signer-key-differs", "the listed key differs, manifest alone")
        .alone()
        .forge(
            f ->
                f.values(
                    m ->
                        changed(
                            m,
                            s ->
                                new KitManifest.Signer(
                                    s.certificateSha256(), otherEnd(s.keySha256())))))
        .expect(SIGNER_KEY_DIFFERS);
  }

  private static void listed(
      VectorList list,
      String name,
      String description,
      FindingCode code,
      UnaryOperator<KitManifest.Signer> hook) {
    list.draft(name, description).forge(f -> f.values(m -> changed(m, hook))).expect(code);
  }

  private static KitManifest changed(KitManifest m, UnaryOperator<KitManifest.Signer> hook) {
    return ManifestEdit.signers(m, m.signers().stream().map(hook).toList());
  }

  private static String otherEnd(String digest) {
    return digest.substring(0, 63) + (digest.endsWith("0") ? "1" : "0");
  }

  private static KitManifest ambiguous(KitManifest m) {
    KitManifest.Signer one = m.signers().get(0);
    String above = one.keyName() + "f".repeat(48);
    return ManifestEdit.signers(
        m, List.of(one, new KitManifest.Signer(one.certificateSha256(), above)));
  }

  /** Two signers listed and there; the first is anchored and good, the second has the fault. */
  private static void second(VectorList list) {
    second(
        list, "second-signature-malformed", SIGNATURE_MALFORMED, Signers.b(), (c, m) -> bad(c, m));
    second(
        list,
        "second-signature-invalid",
        SIGNATURE_INVALID,
        Signers.b(),
        (c, m) -> CmsForge.template(c, Der.flip(c.key().sign(m), -1)));
    second(
        list,
        "second-signature-by-first-key",
        SIGNER_CERTIFICATE_DIFFERS,
        Signers.b(),
        (c, m) -> CmsForge.template(Signers.a(), Signers.a().key().sign(m)));
    TestCertificate.Draft flipped = new TestCertificate.Draft(Signers.b().key());
    flipped.signature = s -> Der.flip(s, 100);
    TestCertificate reencoded = flipped.sign();
    second(
        list,
        "second-certificate-flipped-bit",
        SIGNER_CERTIFICATE_DIFFERS,
        Signers.b(),
        (c, m) -> CmsForge.template(reencoded, c.key().sign(m)));
    TestCertificate small = TestCertificate.of(TestKey.of("k2048", 2048));
    second(
        list,
        "second-key-2048",
        KEY_NOT_ALLOWED,
        small,
        (c, m) -> CmsForge.template(c, c.key().sign(m)));
    list.draft("first-signature-invalid-second-anchored", "both anchored, the first does not fit")
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .forge(f -> f.signing(Signers.a(), (c, m) -> CmsForge.template(c, new byte[384])))
        .anchors(Signers.a(), Signers.b())
        .expect(SIGNATURE_INVALID);
  }

  private static byte[] bad(TestCertificate c, byte[] m) {
    return Der.join(CmsForge.template(c, c.key().sign(m)), new byte[1]);
  }

  private static void second(
      VectorList list,
      String name,
      FindingCode code,
      TestCertificate signer,
      KitForge.Signing signing) {
    list.draft(name, "an anchored signature is good, the other signer's is not")
        .forge(f -> f.signedBy(Signers.a(), signer))
        .forge(f -> f.signing(signer, signing))
        .expect(code);
  }
}
