package io.airgapkit.vectors;

import static io.airgapkit.format.finding.FindingCode.KEY_NOT_ALLOWED;
import static io.airgapkit.format.finding.FindingCode.SIGNATURE_INVALID;
import static io.airgapkit.format.finding.FindingCode.SIGNATURE_MALFORMED;
import static io.airgapkit.format.finding.FindingCode.SIGNER_NOT_TRUSTED;

import io.airgapkit.format.finding.FindingCode;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Stage 2: bytes that no anchor signed, or that it signed in another form. */
final class SignatureVectors {
  private SignatureVectors() {}

  static void addTo(VectorList list) {
    trust(list);
    certificates(list);
    encodings(list);
    forms(list);
    files(list);
    values(list);
    keys(list);
    several(list);
  }

  private static void trust(VectorList list) {
    list.draft("signer-not-anchored", "a good signature by somebody else")
        .anchors(Signers.b())
        .recipeFails()
        .expect(SIGNER_NOT_TRUSTED);
    list.draft("signers-not-anchored", "two good signatures by somebody else")
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .anchors(Signers.carried())
        .recipeFails()
        .expect(SIGNER_NOT_TRUSTED);
    list.draft("anchor-is-digest-of-key", "the anchor names the key, not the certificate")
        .anchorDigest(Signers.a().keySha256())
        .recipeFails()
        .expect(SIGNER_NOT_TRUSTED);
    list.draft("manifest-flipped-bit", "one bit of the manifest, after it was signed")
        .forge(f -> f.afterSigning(b -> Der.flip(b, 20)))
        .recipeFails()
        .expect(SIGNATURE_INVALID);
    list.draft("manifest-of-another-kit", "a signed manifest with the signature of another one")
        .forge(f -> f.signing((c, m) -> CmsForge.template(c, c.key().sign(new byte[1]))))
        .recipeFails()
        .expect(SIGNATURE_INVALID);
    list.draft("alone-signature-invalid", "a manifest alone that was changed")
        .alone()
        .forge(f -> f.afterSigning(b -> Der.flip(b, 20)))
        .recipeFails()
        .expect(SIGNATURE_INVALID);
    list.draft("alone-signer-not-anchored", "a manifest alone by somebody else")
        .alone()
        .anchors(Signers.b())
        .recipeFails()
        .expect(SIGNER_NOT_TRUSTED);
  }

  /** The same key under other bytes: only the digest of the whole certificate is trusted. */
  private static void certificates(VectorList list) {
    reencoded(list, "certificate-without-null", d -> d.outerAlgorithm = sha256WithRsaWithoutNull());
    reencoded(list, "certificate-signature-long-form", d -> d.longSignature = true);
    reencoded(list, "certificate-signature-flipped-bit", d -> d.signature = s -> Der.flip(s, 100));
    reencoded(list, "certificate-signature-plus-modulus", d -> d.signature = plusModulus());
    reencoded(list, "certificate-of-other-validity", d -> d.notAfter = "491231235958Z");
    list.draft("certificate-of-other-serial", "the anchor's key in a certificate of another number")
        .forge(f -> f.signedBy(draft(d -> d.serial = Der.integer(2))))
        .recipeFails()
        .expect(SIGNER_NOT_TRUSTED);
  }

  private static void encodings(VectorList list) {
    list.draft("certificate-above-8-kib", "an anchored certificate of 8,193 bytes")
        .forge(f -> f.signedBy(GoodVectors.sized(8193)))
        .anchors(GoodVectors.sized(8193))
        .expect(SIGNATURE_MALFORMED);
    malformed(list, "certificate-key-long-form", draft(d -> d.longKeyInfo = true));
    malformed(list, "certificate-key-trailing-bytes", draft(d -> d.behindKey = Der.NULL));
    malformed(
        list, "certificate-exponent-long-form", draft(d -> d.exponent = Der.hex("028103010001")));
    TestCertificate number = draft(d -> d.serial = Der.hex("0282000101"));
    list.draft("certificate-serial-long-form", "anchored, a length of two octets where one does")
        .forge(f -> f.signedBy(number))
        .anchors(number)
        .expect(SIGNATURE_MALFORMED);
    malformed(
        list,
        "certificate-key-without-null",
        draft(d -> d.keyAlgorithm = Der.sequence(TestCertificate.RSA_ENCRYPTION)));
    malformed(
        list,
        "certificate-key-of-other-kind",
        draft(d -> d.keyAlgorithm = Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 10))));
    malformed(
        list,
        "certificate-modulus-not-minimal",
        draft(
            d ->
                d.modulus =
                    Der.element(
                        Der.INTEGER, new byte[1], Signers.a().key().modulus().toByteArray())));
    malformed(
        list,
        "certificate-modulus-negative",
        draft(d -> d.modulus = Der.integer(Signers.a().key().modulus().negate())));
  }

  private static UnaryOperator<byte[]> plusModulus() {
    return s -> Signers.a().key().plusModulus(s);
  }

  private static byte[] sha256WithRsaWithoutNull() {
    return Der.sequence(TestCertificate.SHA256_WITH_RSA);
  }

  private static TestCertificate draft(Consumer<TestCertificate.Draft> hook) {
    TestCertificate.Draft draft = new TestCertificate.Draft(Signers.a().key());
    hook.accept(draft);
    return draft.sign();
  }

  private static void reencoded(
      VectorList list, String name, Consumer<TestCertificate.Draft> hook) {
    list.draft(name, "the anchor's certificate in other bytes, its key and signature as they were")
        .forge(f -> f.signedBy(draft(hook)))
        .expect(SIGNER_NOT_TRUSTED);
  }

  private static void malformed(VectorList list, String name, TestCertificate certificate) {
    list.draft(name, "anchored, but not a certificate a kit can be signed with")
        .forge(f -> f.signedBy(certificate))
        .anchors(certificate)
        .recipeFails()
        .expect(SIGNATURE_MALFORMED);
  }

  /** CMS that others take, but not the one form. */
  private static void forms(VectorList list) {
    cms(list, "signature-indefinite-length", (c, m) -> set(c, m, s -> s.indefinite = true));
    cms(list, "signature-version-3", (c, m) -> set(c, m, s -> s.version = 3));
    cms(list, "signature-digest-with-null", (c, m) -> one(c, m, CmsForge.SHA256_NULL));
    cms(
        list,
        "signature-digests-with-null",
        (c, m) -> set(c, m, s -> s.digestAlgorithms = Der.element(Der.SET, CmsForge.SHA256_NULL)));
    cms(
        list,
        "signature-with-content",
        (c, m) ->
            set(
                c,
                m,
                s ->
                    s.content =
                        Der.sequence(
                            CmsForge.DATA,
                            Der.element(Der.CONTEXT_0, Der.element(Der.OCTET_STRING, m)))));
    cms(
        list,
        "signature-extra-certificate",
        (c, m) -> set(c, m, s -> s.certificates.add(Signers.b().der())));
    cms(
        list,
        "signature-two-signer-infos",
        (c, m) -> set(c, m, s -> s.signers.add(s.signers.get(0))));
    cms(list, "signature-signed-attributes", SignatureVectors::attributes);
    cms(list, "signature-sha512", SignatureVectors::sha512);
    cms(
        list,
        "signature-algorithm-sha256-with-rsa",
        (c, m) -> {
          byte[] algorithm = Der.sequence(TestCertificate.SHA256_WITH_RSA, Der.NULL);
          byte[] signature = c.key().sign(m);
          return signers(c, CmsForge.signer(c, CmsForge.SHA256, Der.NOTHING, algorithm, signature));
        });
  }

  private static byte[] set(TestCertificate c, byte[] m, Consumer<CmsForge> hook) {
    CmsForge cms = CmsForge.of(c, c.key().sign(m));
    hook.accept(cms);
    return cms.bytes();
  }

  private static byte[] signers(TestCertificate c, byte[] signer) {
    CmsForge cms = CmsForge.of(c, Der.NOTHING);
    cms.signers.set(0, signer);
    return cms.bytes();
  }

  private static byte[] one(TestCertificate c, byte[] m, byte[] digestAlgorithm) {
    byte[] signature = c.key().sign(m);
    return signers(c, CmsForge.signer(c, digestAlgorithm, Der.NOTHING, CmsForge.RSA, signature));
  }

  private static byte[] attributes(TestCertificate c, byte[] m) {
    byte[] signature = c.key().sign(CmsForge.signedAttributes(m));
    return signers(
        c, CmsForge.signer(c, CmsForge.SHA256, CmsForge.attributes(m), CmsForge.RSA, signature));
  }

  private static byte[] sha512(TestCertificate c, byte[] m) {
    byte[] info = Der.hex("3051300d060960864801650304020305000440");
    byte[] signature = c.key().signInfo(Der.join(info, TestKey.digest("SHA-512", m)));
    CmsForge cms = CmsForge.of(c, signature);
    cms.digestAlgorithms = Der.element(Der.SET, CmsForge.SHA512);
    cms.signers.set(0, CmsForge.signer(c, CmsForge.SHA512, Der.NOTHING, CmsForge.RSA, signature));
    return cms.bytes();
  }

  private static void cms(VectorList list, String name, KitForge.Signing signing) {
    list.draft(name, "CMS of another form than the one, by the anchored key")
        .forge(f -> f.signing(signing))
        .expect(SIGNATURE_MALFORMED);
  }

  /** Signature files whose bytes were touched. */
  private static void files(VectorList list) {
    list.draft("signature-trailing-bytes", "bytes behind the CMS")
        .forge(f -> f.signing((c, m) -> Der.join(set(c, m, s -> {}), new byte[3])))
        .expect(SIGNATURE_MALFORMED);
    touched(list, "signature-empty", b -> Der.NOTHING);
    touched(list, "signature-cut-by-one-byte", b -> Arrays.copyOf(b, b.length - 1));
    touched(list, "signature-flipped-first-byte", b -> Der.flip(b, 0));
    touched(list, "signature-in-pem", CmsForge::pem);
    touched(list, "signature-is-certificate", b -> Signers.a().der());
    touched(list, "signature-one-byte", b -> new byte[] {0x30});
    list.draft("signature-octet-longer", "a zero before the signature value")
        .forge(
            f -> f.signing((c, m) -> CmsForge.template(c, Der.join(new byte[1], c.key().sign(m)))))
        .recipeFails()
        .expect(SIGNATURE_MALFORMED);
  }

  private static void touched(VectorList list, String name, UnaryOperator<byte[]> hook) {
    list.draft(name, "a signature file that was touched")
        .forge(f -> f.signing((c, m) -> hook.apply(set(c, m, s -> {}))))
        .recipeFails()
        .expect(SIGNATURE_MALFORMED);
  }

  /** The one form around a value that is not the one value. */
  private static void values(VectorList list) {
    value(list, "signature-flipped-last-bit", (k, m) -> Der.flip(k.sign(m), -1));
    value(list, "signature-zero", (k, m) -> new byte[k.bytes()]);
    value(list, "signature-plus-modulus", (k, m) -> k.plusModulus(k.sign(m)));
    value(
        list,
        "signature-digest-info-without-null",
        (k, m) -> k.signInfo(Der.join(Der.hex("302f300b0609608648016503040201"), octets(m))));
    value(
        list,
        "signature-digest-info-of-sha512",
        (k, m) ->
            k.signInfo(
                Der.join(
                    Der.hex("3051300d060960864801650304020305000440"),
                    TestKey.digest("SHA-512", m))));
    value(list, "signature-digest-without-info", (k, m) -> k.signInfo(TestKey.sha256(m)));
    value(
        list,
        "signature-digest-info-trailing-bytes",
        (k, m) -> k.signInfo(Der.join(TestKey.sha256Info(m), new byte[8])));
    value(list, "signature-padding-type-2", (k, m) -> padding(k, m, 1, 2));
    value(list, "signature-padding-type-0", (k, m) -> padding(k, m, 1, 0));
    value(list, "signature-padding-one-byte-fe", (k, m) -> padding(k, m, 200, 0xFE));
    value(list, "signature-padding-short", SignatureVectors::shortPadding);
  }

  private interface Value {
    byte[] of(TestKey key, byte[] message);
  }

  private static byte[] octets(byte[] message) {
    return Der.element(Der.OCTET_STRING, TestKey.sha256(message));
  }

  private static byte[] padding(TestKey key, byte[] message, int at, int value) {
    byte[] block = key.padded(TestKey.sha256Info(message));
    block[at] = (byte) value;
    return key.signPadded(block);
  }

  /** Eight bytes FF, the digest right behind them, zeros up to the end: what lax readers took. */
  private static byte[] shortPadding(TestKey key, byte[] message) {
    byte[] info = TestKey.sha256Info(message);
    byte[] block = new byte[key.bytes()];
    block[1] = 1;
    Arrays.fill(block, 2, 10, (byte) 0xFF);
    System.arraycopy(info, 0, block, 11, info.length);
    return key.signPadded(block);
  }

  private static void value(VectorList list, String name, Value value) {
    list.draft(name, "the one form, but not the one value that fits")
        .forge(f -> f.signing((c, m) -> CmsForge.template(c, value.of(c.key(), m))))
        .recipeFails()
        .expect(SIGNATURE_INVALID);
  }

  private static void keys(VectorList list) {
    key(list, "key-2048", "a modulus of 2,048 bits", TestKey.of("k2048", 2048));
    key(list, "key-3064", "a modulus of 3,064 bits", TestKey.of("k3064", 3064));
    key(list, "key-3073", "a modulus of 3,073 bits", TestKey.of("k3073", 3073));
    key(list, "key-3079", "a modulus of 3,079 bits", TestKey.of("k3079", 3079));
    key(list, "key-8200", "a modulus of 8,200 bits", TestKey.of("k8200", 8200));
    key(list, "key-exponent-3", "exponent 3", TestKey.of("e3", 3072, 3));
    key(list, "key-exponent-65539", "exponent 65,539", TestKey.of("e65539", 3072, 65539));
  }

  private static void key(VectorList list, String name, String description, TestKey key) {
    TestCertificate certificate = TestCertificate.of(key);
    list.draft(name, "anchored, the signature is good: " + description)
        .forge(f -> f.signedBy(certificate))
        .anchors(certificate)
        .expect(KEY_NOT_ALLOWED);
  }

  /** Which code is told if several files have faults. */
  private static void several(VectorList list) {
    two(list, "faults-malformed-then-invalid", SIGNATURE_MALFORMED, Signers.a(), Signers.b());
    two(list, "faults-invalid-then-malformed", SIGNATURE_INVALID, Signers.b(), Signers.a());
    list.draft("faults-malformed-not-anchored", "one malformed, one good, none anchored")
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .forge(f -> f.signing(Signers.b(), (c, m) -> new byte[1]))
        .anchors(Signers.carried())
        .recipeFails()
        .expect(SIGNATURE_MALFORMED);
    list.draft("faults-invalid-not-anchored", "a signature that does not fit, not anchored")
        .forge(f -> f.signing((c, m) -> CmsForge.template(c, new byte[c.key().bytes()])))
        .anchors(Signers.carried())
        .recipeFails()
        .expect(SIGNER_NOT_TRUSTED);
    TestCertificate small = TestCertificate.of(TestKey.of("k2048", 2048));
    list.draft("faults-key-not-anchored", "a key that is not allowed, not anchored")
        .forge(f -> f.signedBy(small))
        .recipeFails()
        .expect(SIGNER_NOT_TRUSTED);
  }

  private static void two(
      VectorList list,
      String name,
      FindingCode code,
      TestCertificate malformed,
      TestCertificate invalid) {
    list.draft(name, "both anchored; the first file in the order of paths is told")
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .forge(f -> f.signing(malformed, (c, m) -> new byte[1]))
        .forge(f -> f.signing(invalid, (c, m) -> CmsForge.template(c, new byte[c.key().bytes()])))
        .anchors(Signers.a(), Signers.b())
        .recipeFails()
        .expect(code);
  }
}
