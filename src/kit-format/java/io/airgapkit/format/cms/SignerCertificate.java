package io.airgapkit.format.cms;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The few parts of a signer's certificate that the format looks at. The certificate is pinned by
 * its digest, so there is no path building, no name matching, no extension: only outer SEQUENCE,
 * tbs, version, serial and the headers up to the SubjectPublicKeyInfo are walked (RFC 5280, 4.1).
 */
public final class SignerCertificate {
  /** AlgorithmIdentifier of rsaEncryption with NULL (RFC 3279, 2.3.1). */
  static final byte[] RSA_ENCRYPTION = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private final byte[] der;
  private final byte[] serial;
  private final byte[] issuer;
  private final byte[] validity;
  private final byte[] subject;
  private final byte[] keyInfo;
  private final RsaKey key;

  private SignerCertificate(byte[] der) throws DerWalk.MalformedException {
    this.der = der;
    DerWalk outer = new DerWalk(der);
    DerWalk certificate = outer.enter(DerWriter.SEQUENCE);
    outer.end();
    DerWalk tbs = certificate.enter(DerWriter.SEQUENCE);
    if (tbs.sees(DerWriter.CONTEXT_0)) {
      tbs.enter(DerWriter.CONTEXT_0);
    }
    this.serial = tbs.take(DerWriter.INTEGER);
    tbs.enter(DerWriter.SEQUENCE);
    this.issuer = tbs.take(DerWriter.SEQUENCE);
    this.validity = tbs.take(DerWriter.SEQUENCE);
    this.subject = tbs.take(DerWriter.SEQUENCE);
    this.keyInfo = tbs.take(DerWriter.SEQUENCE);
    this.key = key(keyInfo);
  }

  /**
   * @throws NotASignerException if these are not the bytes of a certificate with an RSA key, or
   *     above 8 KiB
   */
  public static SignerCertificate read(byte[] der) throws NotASignerException {
    if (der.length > FormatLimits.MAX_SIGNER_CERTIFICATE_BYTES) {
      throw new NotASignerException();
    }
    try {
      return new SignerCertificate(der.clone());
    } catch (DerWalk.MalformedException e) {
      throw new NotASignerException();
    }
  }

  private static RsaKey key(byte[] keyInfo) throws DerWalk.MalformedException {
    DerWalk info = new DerWalk(keyInfo).enter(DerWriter.SEQUENCE);
    if (!Arrays.equals(info.take(DerWriter.SEQUENCE), RSA_ENCRYPTION)) {
      throw new DerWalk.MalformedException();
    }
    byte[] bits = info.enter(0x03).rest();
    info.end();
    if (bits.length == 0 || bits[0] != 0) {
      throw new DerWalk.MalformedException();
    }
    DerWalk string = new DerWalk(Arrays.copyOfRange(bits, 1, bits.length));
    DerWalk key = string.enter(DerWriter.SEQUENCE);
    string.end();
    BigInteger modulus = positive(key.enter(DerWriter.INTEGER).rest());
    BigInteger exponent = positive(key.enter(DerWriter.INTEGER).rest());
    key.end();
    return new RsaKey(modulus, exponent);
  }

  /** A minimal positive INTEGER (X.690, 8.3.2). */
  private static BigInteger positive(byte[] content) throws DerWalk.MalformedException {
    boolean minimal =
        content.length > 0
            && (content[0] > 0 || content[0] == 0 && content.length > 1 && content[1] < 0);
    if (!minimal) {
      throw new DerWalk.MalformedException();
    }
    return new BigInteger(content);
  }

  /** The whole certificate. */
  public byte[] der() {
    return der.clone();
  }

  /** Digest of the whole certificate: what anchors name. */
  public String sha256() {
    return Sha256.hexOf(der);
  }

  /** Digest of the SubjectPublicKeyInfo: what names the key. */
  public String keySha256() {
    return Sha256.hexOf(keyInfo);
  }

  public RsaKey key() {
    return key;
  }

  /** IssuerAndSerialNumber (RFC 5652, 10.2.4), as it stands in the certificate. */
  byte[] issuerAndSerial() {
    return DerWriter.element(DerWriter.SEQUENCE, issuer, serial);
  }

  /** The subject in the form of RFC 2253, or {@code unreadable}; for people only, as below. */
  public String subjectText() {
    return SubjectText.of(subject);
  }

  /**
   * Validity as two times with a blank between; for people only, a verifier does not decide by it.
   */
  public String validityText() {
    try {
      DerWalk times = new DerWalk(validity).enter(DerWriter.SEQUENCE);
      return time(times) + " " + time(times);
    } catch (DerWalk.MalformedException e) {
      return "unreadable";
    }
  }

  /** UTCTime (0x17) or GeneralizedTime (0x18), digits as they stand (RFC 5280, 4.1.2.5). */
  private static String time(DerWalk times) throws DerWalk.MalformedException {
    boolean utc = times.sees(0x17);
    String digits = new String(times.enter(utc ? 0x17 : 0x18).rest(), StandardCharsets.US_ASCII);
    if (!digits.matches("[0-9]{" + (utc ? 12 : 14) + "}Z")) {
      throw new DerWalk.MalformedException();
    }
    String full = utc ? (digits.charAt(0) < '5' ? "20" : "19") + digits : digits;
    return full.replaceAll("(....)(..)(..)(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z");
  }

  /** The bytes are no certificate a kit can be signed with. */
  public static final class NotASignerException extends Exception {
    private static final long serialVersionUID = 1L;

    NotASignerException() {
      super(
          "no certificate with an RSA key in strict DER, or above "
              + FormatLimits.MAX_SIGNER_CERTIFICATE_BYTES
              + " bytes");
    }
  }
}
