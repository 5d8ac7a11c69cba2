package io.airgapkit.builder.sign;

import static io.airgapkit.builder.sign.Faults.assertFault;
import static io.airgapkit.builder.sign.TestCertificate.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.authenticode.ScriptSigner;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key that only signs is as good as one in a file, and is judged by what it signs. */
class KeySourceTest {
  private static final byte[] SCRIPT = "'it'\r\n".getBytes(StandardCharsets.US_ASCII);
  private final TokenProvider token = new TokenProvider();

  @BeforeEach
  void plugIn() {
    Security.addProvider(token);
    TokenProvider.pullOut(false);
  }

  @AfterEach
  void pullOut() {
    Security.removeProvider(token.getName());
  }

  @Test
  void aTokenSignsTheSameManifest() throws Exception {
    byte[] bytes = "{}".getBytes(StandardCharsets.US_ASCII);
    SigningKey kept = onToken(TestKeys.first().getPrivate()).open(SignerPurpose.MANIFEST, NOW);
    SigningKey file = source(TestKeys.first().getPrivate()).open(SignerPurpose.MANIFEST, NOW);
    assertThat(ManifestSigner.sign(bytes, kept)).isEqualTo(ManifestSigner.sign(bytes, file));
  }

  @Test
  void aTokenSignsTheSameScript() throws Exception {
    SigningKey kept = onToken(TestKeys.first().getPrivate()).open(SignerPurpose.SCRIPT, NOW);
    SigningKey file = source(TestKeys.first().getPrivate()).open(SignerPurpose.SCRIPT, NOW);
    assertThat(new ScriptSigner(kept).sign("a.ps1", SCRIPT))
        .isEqualTo(new ScriptSigner(file).sign("a.ps1", SCRIPT));
  }

  @Test
  void anotherKeyThanTheCertificates() {
    List<PrivateKey> others =
        List.of(
            TestKeys.second().getPrivate(),
            // One byte shorter a signature, one byte longer.
            TestKeys.ofSmallPrimes(3064).getPrivate(),
            TestKeys.ofSmallPrimes(3080).getPrivate());
    for (PrivateKey other : others) {
      for (KeySource source : List.of(source(other), onToken(other))) {
        for (SignerPurpose purpose : SignerPurpose.values()) {
          assertFault(SigningFault.CERTIFICATE_KEY_MISMATCH, () -> source.open(purpose, NOW));
        }
      }
    }
  }

  @Test
  void aTokenThatIsPulledOut() throws Exception {
    KeySource source = onToken(TestKeys.first().getPrivate());
    SigningKey manifests = source.open(SignerPurpose.MANIFEST, NOW);
    ScriptSigner scripts = new ScriptSigner(source.open(SignerPurpose.SCRIPT, NOW));
    TokenProvider.pullOut(true);
    assertFault(SigningFault.SIGNING_FAILED, () -> source.open(SignerPurpose.MANIFEST, NOW));
    assertFault(SigningFault.SIGNING_FAILED, () -> ManifestSigner.sign(SCRIPT, manifests));
    assertFault(SigningFault.SIGNING_FAILED, () -> scripts.sign("a.ps1", SCRIPT));
  }

  @Test
  void aKeyThatCannotSign() throws Exception {
    KeyPair pretended = TestKeys.pretended(3072, 65537);
    X509Certificate certificate =
        new TestCertificate()
            .keys(pretended)
            .issuedBy("CN=i", TestKeys.first().getPrivate())
            .make();
    SigningKey broken =
        new SigningKey(pretended.getPrivate(), List.of(certificate), SignerPurpose.SCRIPT);
    assertFault(SigningFault.SIGNING_FAILED, () -> new ScriptSigner(broken).sign("a.ps1", SCRIPT));
    assertFault(SigningFault.SIGNING_FAILED, () -> broken.signSha256Rsa(SCRIPT));
  }

  private static KeySource onToken(PrivateKey key) {
    return source(TokenProvider.keep(key));
  }

  /** The certificate is always the first key's. */
  private static KeySource source(PrivateKey key) {
    return (purpose, now) -> {
      TestCertificate certificate =
          new TestCertificate().extendedKeyUsage(purpose.extendedKeyUsage());
      try {
        return SignerRules.check(key, List.of(certificate.make()), purpose, now);
      } catch (SigningException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    };
  }
}
