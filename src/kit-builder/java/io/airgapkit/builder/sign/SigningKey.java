package io.airgapkit.builder.sign;

import io.airgapkit.format.Sha256;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * A private key with its certificate, of one purpose, that passed {@link SignerRules}: RSA of 3,072
 * to 8,192 bits in steps of 8, public exponent 65537.
 */
public final class SigningKey {
  /** Least size of a signer's modulus, bits. */
  public static final int LEAST_BITS = 3072;

  /** Organizational unit of certificates made on the spot; see {@link #quickStart()}. */
  static final String QUICK_START_UNIT = "quick-start";

  private final PrivateKey privateKey;
  private final List<X509Certificate> chain;
  private final byte[] certificateDer;
  private final byte[] keyDer;
  private final SignerPurpose purpose;

  SigningKey(PrivateKey privateKey, List<X509Certificate> chain, SignerPurpose purpose)
      throws CertificateEncodingException {
    this.privateKey = privateKey;
    this.chain = List.copyOf(chain);
    this.certificateDer = chain.get(0).getEncoded();
    this.keyDer = SignerRules.subjectPublicKeyInfo(certificateDer);
    this.purpose = purpose;
  }

  /** The signer's certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** The signer's certificate and those above it, signer first; the root may be absent. */
  public List<X509Certificate> chain() {
    return chain;
  }

  /** DER of the signer's certificate, at most 8,192 bytes; a copy. */
  public byte[] certificateDer() {
    return certificateDer.clone();
  }

  /** SHA-256 of the certificate's DER: the anchor. 64 lower-case hex digits. */
  public String sha256() {
    return Sha256.hexOf(certificateDer);
  }

  /** SHA-256 of the SubjectPublicKeyInfo's DER. 64 lower-case hex digits. */
  public String keySha256() {
    return Sha256.hexOf(keyDer);
  }

  /** First 16 digits of {@link #keySha256()}, as in the names of signature files. */
  public String keyName() {
    return keySha256().substring(0, 16);
  }

  /** What it may sign. */
  public SignerPurpose purpose() {
    return purpose;
  }

  /**
   * Whether the certificate itself says that the key was made on the spot, so that a kit's grade
   * does not depend on how the key file was named on a later day.
   */
  public boolean quickStart() {
    return isQuickStart(certificate());
  }

  /** The same of a certificate alone. */
  public static boolean isQuickStart(X509Certificate certificate) {
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    for (RDN name : subject.getRDNs(BCStyle.OU)) {
      if (QUICK_START_UNIT.equals(IETFUtils.valueToString(name.getFirst().getValue()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The signature value over SHA-256 of the message: RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2), as
   * long as the modulus. The same message gives the same bytes. It is checked with the
   * certificate's key before it is returned.
   *
   * @throws SigningException SIGNING_FAILED
   */
  public byte[] signSha256Rsa(byte[] message) throws SigningException {
    try {
      byte[] value = RsaSignature.sign(privateKey, message);
      if (!RsaSignature.verifies(certificate().getPublicKey(), message, value)) {
        throw new GeneralSecurityException("the certificate's key does not verify the signature");
      }
      return value;
    } catch (GeneralSecurityException e) {
      throw SigningException.because(
          e,
          SigningFault.SIGNING_FAILED,
          "what",
          message.length + " bytes",
          "reason",
          SigningException.reason(e));
    }
  }

  /**
   * Manifests and scripts are signed by two keys. Keys are compared, not certificates: one key can
   * have many.
   *
   * @param otherKeySha256 {@link #keySha256()} of the other signer
   * @throws SigningException SIGNERS_SHARE_KEY
   */
  public void requireOtherKeyThan(String otherKeySha256) throws SigningException {
    if (keySha256().equals(otherKeySha256)) {
      throw SigningException.of(SigningFault.SIGNERS_SHARE_KEY, "key", keyName());
    }
  }

  /**
   * @throws SigningException CERTIFICATE_USAGE_WRONG if the key was opened for another purpose
   */
  public void requirePurpose(SignerPurpose needed) throws SigningException {
    if (purpose != needed) {
      throw SignerRules.usageWrong(certificate(), needed, "it was opened for " + purpose.words());
    }
  }

  /** For the signer of scripts, whose library wants to sign by itself; a test holds it to that. */
  public PrivateKey privateKey() {
    return privateKey;
  }

  @Override
  public String toString() {
    return "SigningKey[" + keyName() + ", " + purpose + "]";
  }
}
