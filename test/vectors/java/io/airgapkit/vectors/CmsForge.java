package io.airgapkit.vectors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** CMS SignedData (RFC 5652, 5.1): the one form of the format unless a part is set otherwise. */
final class CmsForge {
  static final byte[] DATA = Der.oid(1, 2, 840, 113549, 1, 7, 1);
  static final byte[] SHA256 = Der.sequence(Der.oid(2, 16, 840, 1, 101, 3, 4, 2, 1));
  static final byte[] SHA256_NULL = Der.sequence(Der.oid(2, 16, 840, 1, 101, 3, 4, 2, 1), Der.NULL);
  static final byte[] SHA512 = Der.sequence(Der.oid(2, 16, 840, 1, 101, 3, 4, 2, 3));
  static final byte[] RSA = Der.sequence(TestCertificate.RSA_ENCRYPTION, Der.NULL);

  long version = 1;
  byte[] digestAlgorithms = Der.element(Der.SET, SHA256);
  byte[] content = Der.sequence(DATA);
  final List<byte[]> certificates = new ArrayList<>();
  final List<byte[]> signers = new ArrayList<>();
  boolean indefinite;

  /** The template. */
  static byte[] template(TestCertificate certificate, byte[] signature) {
    return of(certificate, signature).bytes();
  }

  /** The template, to be changed. */
  static CmsForge of(TestCertificate certificate, byte[] signature) {
    CmsForge cms = new CmsForge();
    cms.certificates.add(certificate.der());
    cms.signers.add(signer(certificate, SHA256, Der.NOTHING, RSA, signature));
    return cms;
  }

  static byte[] signer(
      TestCertificate certificate,
      byte[] digestAlgorithm,
      byte[] attributes,
      byte[] algorithm,
      byte[] signature) {
    return Der.sequence(
        Der.integer(1),
        certificate.issuerAndSerial(),
        digestAlgorithm,
        attributes,
        algorithm,
        Der.element(Der.OCTET_STRING, signature));
  }

  /** Signed attributes of a message: content type and digest, in DER order, as [0]. */
  static byte[] attributes(byte[] message) {
    return Der.element(Der.CONTEXT_0, attributeList(message));
  }

  /** The same as the SET that is signed (RFC 5652, 5.4). */
  static byte[] signedAttributes(byte[] message) {
    return Der.element(Der.SET, attributeList(message));
  }

  private static byte[] attributeList(byte[] message) {
    byte[] type = Der.sequence(Der.oid(1, 2, 840, 113549, 1, 9, 3), Der.element(Der.SET, DATA));
    byte[] digest =
        Der.sequence(
            Der.oid(1, 2, 840, 113549, 1, 9, 4),
            Der.element(Der.SET, Der.element(Der.OCTET_STRING, TestKey.sha256(message))));
    return Der.join(type, digest);
  }

  static byte[] pem(byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return ("-----BEGIN CMS-----\n" + body + "\n-----END CMS-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  byte[] bytes() {
    byte[] signedData =
        Der.sequence(
            Der.integer(version),
            digestAlgorithms,
            content,
            Der.element(Der.CONTEXT_0, certificates.toArray(new byte[0][])),
            Der.element(Der.SET, signers.toArray(new byte[0][])));
    byte[] type = Der.oid(1, 2, 840, 113549, 1, 7, 2);
    return indefinite
        ? Der.indefinite(Der.SEQUENCE, type, Der.indefinite(Der.CONTEXT_0, signedData))
        : Der.sequence(type, Der.element(Der.CONTEXT_0, signedData));
  }
}
