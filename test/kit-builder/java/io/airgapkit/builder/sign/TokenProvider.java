package io.airgapkit.builder.sign;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;

/**
 * A token: its keys have an algorithm and nothing else, and no other provider can use them. When it
 * is pulled out it throws unchecked, as the JDK's own for PKCS#11 does.
 */
public final class TokenProvider extends Provider {
  private static final long serialVersionUID = 1L;
  private static boolean pulledOut;

  TokenProvider() {
    super("test-token", "1", "keys that stay where they are");
    put("Signature.SHA256withRSA", OnTheToken.class.getName());
    put("Signature.SHA256withRSA SupportedKeyClasses", TokenKey.class.getName());
  }

  static PrivateKey keep(PrivateKey inside) {
    return new TokenKey(inside);
  }

  static void pullOut(boolean out) {
    pulledOut = out;
  }

  private static final class TokenKey implements PrivateKey {
    private static final long serialVersionUID = 1L;
    private final transient PrivateKey inside;

    TokenKey(PrivateKey inside) {
      this.inside = inside;
    }

    @Override
    public String getAlgorithm() {
      return "RSA";
    }

    @Override
    public String getFormat() {
      return null;
    }

    @Override
    public byte[] getEncoded() {
      return null;
    }
  }

  /** Signs with what is inside, by the name the JDK looks for. */
  public static final class OnTheToken extends SignatureSpi {
    private Signature inside;

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
      try {
        inside = Signature.getInstance("SHA256withRSA", "SunRsaSign");
      } catch (java.security.GeneralSecurityException e) {
        throw new InvalidKeyException(e);
      }
      inside.initSign(((TokenKey) key).inside);
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      throw new InvalidKeyException("a token of private keys");
    }

    @Override
    protected void engineUpdate(byte b) throws SignatureException {
      inside.update(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int from, int count) throws SignatureException {
      inside.update(bytes, from, count);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      if (pulledOut) {
        throw new ProviderException("CKR_DEVICE_REMOVED");
      }
      return inside.sign();
    }

    @Override
    protected boolean engineVerify(byte[] value) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException();
    }
  }
}
