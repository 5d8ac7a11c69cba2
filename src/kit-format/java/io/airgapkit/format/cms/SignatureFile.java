package io.airgapkit.format.cms;

import static io.airgapkit.format.cms.DerWriter.element;

import java.util.Arrays;

/**
 * A {@code .p7s}: detached CMS SignedData with one signer, no attributes, the signer's certificate
 * and nothing else.
 *
 * <pre>
 * SEQUENCE  signedData, [0] SEQUENCE
 *   1, SET { SEQUENCE { sha256 } }, SEQUENCE { data }, [0] { certificate }
 *   SET { SEQUENCE { 1, SEQUENCE { issuer, serial }, SEQUENCE { sha256 }, SEQUENCE { rsaEncryption, NULL },
 *                    OCTET STRING of the modulus' length } }
 * </pre>
 *
 * Equal to what {@code openssl cms -sign -binary -noattr -md sha256 -outform DER} writes (RFC 5652,
 * section 5).
 */
public final class SignatureFile {
  private static final byte[] SIGNED_DATA = {
    0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x07, 0x02
  };
  private static final byte[] DATA = {
    0x30,
    0x0b,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x07,
    0x01
  };
  private static final byte[] SHA256 = {
    0x30, 0x0b, 0x06, 0x09, 0x60, (byte) 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01
  };
  private static final byte[] VERSION_1 = {0x02, 0x01, 0x01};

  private final SignerCertificate certificate;
  private final byte[] signature;

  private SignatureFile(SignerCertificate certificate, byte[] signature) {
    this.certificate = certificate;
    this.signature = signature;
  }

  /** The file's bytes for this certificate and raw signature value. */
  public static byte[] encode(SignerCertificate certificate, byte[] signature) {
    byte[] signer =
        element(
            DerWriter.SEQUENCE,
            VERSION_1,
            certificate.issuerAndSerial(),
            SHA256,
            SignerCertificate.RSA_ENCRYPTION,
            element(DerWriter.OCTET_STRING, signature));
    byte[] signedData =
        element(
            DerWriter.SEQUENCE,
            VERSION_1,
            element(DerWriter.SET, SHA256),
            DATA,
            element(DerWriter.CONTEXT_0, certificate.der()),
            element(DerWriter.SET, signer));
    return element(DerWriter.SEQUENCE, SIGNED_DATA, element(DerWriter.CONTEXT_0, signedData));
  }

  /**
   * Takes certificate and signature out by a strict walk, rebuilds the template and compares all
   * bytes: what is returned has exactly one encoding.
   *
   * @throws MalformedSignatureException if a single byte differs from the template
   */
  public static SignatureFile read(byte[] file) throws MalformedSignatureException {
    try {
      DerWalk content = new DerWalk(file).enter(DerWriter.SEQUENCE);
      content.take(0x06);
      DerWalk signedData = content.enter(DerWriter.CONTEXT_0).enter(DerWriter.SEQUENCE);
      signedData.take(DerWriter.INTEGER);
      signedData.take(DerWriter.SET);
      signedData.take(DerWriter.SEQUENCE);
      DerWalk certificates = signedData.enter(DerWriter.CONTEXT_0);
      SignerCertificate certificate = SignerCertificate.read(certificates.take(DerWriter.SEQUENCE));
      int length = certificate.key().bytes();
      if (length > file.length) {
        throw new MalformedSignatureException();
      }
      byte[] signature = Arrays.copyOfRange(file, file.length - length, file.length);
      if (!Arrays.equals(encode(certificate, signature), file)) {
        throw new MalformedSignatureException();
      }
      return new SignatureFile(certificate, signature);
    } catch (DerWalk.MalformedException | SignerCertificate.NotASignerException e) {
      throw new MalformedSignatureException();
    }
  }

  public SignerCertificate certificate() {
    return certificate;
  }

  /** Whether the signature fits these bytes; says nothing about whose key it is. */
  public boolean verifies(byte[] message) {
    return certificate.key().verifies(message, signature);
  }

  /** Some byte differs from the one form a signature file has. */
  public static final class MalformedSignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedSignatureException() {
      super("not the form of a signature of a kit");
    }
  }
}
