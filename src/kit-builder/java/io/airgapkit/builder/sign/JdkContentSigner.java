package io.airgapkit.builder.sign;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.RuntimeOperatorException;

/** Lets Bouncy Castle lay out a certificate and the JDK sign it: sha256WithRSAEncryption. */
final class JdkContentSigner implements ContentSigner {
  private final PrivateKey key;
  private final ByteArrayOutputStream toBeSigned = new ByteArrayOutputStream();

  JdkContentSigner(PrivateKey key) {
    this.key = key;
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
  }

  @Override
  public OutputStream getOutputStream() {
    return toBeSigned;
  }

  @Override
  public byte[] getSignature() {
    try {
      return RsaSignature.sign(key, toBeSigned.toByteArray());
    } catch (GeneralSecurityException e) {
      throw new RuntimeOperatorException(SigningException.reason(e), e);
    }
  }
}
