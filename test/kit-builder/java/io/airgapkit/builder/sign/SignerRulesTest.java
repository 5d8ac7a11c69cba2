package io.airgapkit.builder.sign;

import static io.airgapkit.builder.sign.Faults.assertFault;
import static io.airgapkit.builder.sign.TestCertificate.CODE;
import static io.airgapkit.builder.sign.TestCertificate.DOCUMENT;
import static io.airgapkit.builder.sign.TestCertificate.NOW;
import static io.airgapkit.builder.sign.TestCertificate.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All through a real key store: what the JDK makes of a file is part of the rule. */
class SignerRulesTest {
  @TempDir Path folder;

  @Test
  void goodOnesPass() throws Exception {
    assertThat(open(new TestCertificate())).isNotNull();
    assertThat(open(new TestCertificate().keyUsage(null))).isNotNull();
    assertThat(open(new TestCertificate().extendedKeyUsage(CODE), SignerPurpose.SCRIPT))
        .isNotNull();
  }

  @Test
  void notRsa() throws Exception {
    for (KeyPair keys : List.of(TestKeys.other("EC", 256), TestKeys.other("RSASSA-PSS", 3072))) {
      TestCertificate certificate =
          new TestCertificate().keys(keys).issuedBy("CN=i", TestKeys.first().getPrivate());
      assertFault(SigningFault.KEY_NOT_RSA, () -> open(keys.getPrivate(), certificate));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 3064, 3071})
  void tooSmall(int bits) {
    assertThat(pretended(SigningFault.KEY_TOO_SMALL, bits, 65537).facts())
        .containsEntry("bits", Integer.toString(bits));
  }

  @ParameterizedTest
  @ValueSource(ints = {8193, 8200, 9216})
  void tooLarge(int bits) {
    pretended(SigningFault.KEY_TOO_LARGE, bits, 65537);
  }

  @ParameterizedTest
  @ValueSource(ints = {3073, 3076, 4095, 8191})
  void notInSteps(int bits) {
    pretended(SigningFault.KEY_SIZE_NOT_IN_STEPS, bits, 65537);
  }

  @ParameterizedTest
  @ValueSource(ints = {3072, 3080, 8192})
  void boundsAreInclusive(int bits) throws Exception {
    KeyPair keys = TestKeys.ofSmallPrimes(bits);
    assertThat(open(keys.getPrivate(), certificateOf(keys)).keyName()).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 17, 65539})
  void otherExponents(int exponent) {
    pretended(SigningFault.EXPONENT_NOT_ALLOWED, 3072, exponent);
  }

  private SigningException pretended(SigningFault fault, int bits, int exponent) {
    KeyPair keys = TestKeys.pretended(bits, exponent);
    return assertFault(fault, () -> open(keys.getPrivate(), certificateOf(keys)));
  }

  private static TestCertificate certificateOf(KeyPair keys) {
    return new TestCertificate().keys(keys).issuedBy("CN=i", TestKeys.first().getPrivate());
  }

  @Test
  void anotherKeysCertificate() {
    assertFault(
        SigningFault.CERTIFICATE_KEY_MISMATCH,
        () -> open(TestKeys.second().getPrivate(), new TestCertificate()));
  }

  @Test
  void rsaEncryptionWithoutNull() throws Exception {
    SubjectPublicKeyInfo good =
        SubjectPublicKeyInfo.getInstance(TestKeys.first().getPublic().getEncoded());
    SubjectPublicKeyInfo without =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption), good.parsePublicKey());
    assertFault(
        SigningFault.KEY_ENCODING_NOT_ALLOWED, () -> open(new TestCertificate().keyInfo(without)));
    assertThat(open(new TestCertificate().keyInfo(good))).isNotNull();
  }

  @Test
  void modulusWithoutItsSignByte() throws Exception {
    // The JDK reads the negative number as if it were positive; a strict reader does not.
    SubjectPublicKeyInfo good =
        SubjectPublicKeyInfo.getInstance(TestKeys.first().getPublic().getEncoded());
    byte[] key = good.getPublicKeyData().getOctets();
    // SEQUENCE 30 82 xx xx, INTEGER 02 82 01 81 00 ...
    assertThat(key).startsWith(0x30, 0x82, 0x01, 0x8A, 0x02, 0x82, 0x01, 0x81, 0x00);
    byte[] negative = new byte[key.length - 1];
    System.arraycopy(key, 0, negative, 0, 8);
    negative[3]--;
    negative[7]--;
    System.arraycopy(key, 9, negative, 8, key.length - 9);
    assertFault(
        SigningFault.KEY_ENCODING_NOT_ALLOWED,
        () ->
            open(
                new TestCertificate()
                    .keyInfo(new SubjectPublicKeyInfo(good.getAlgorithm(), negative))));
  }

  @Test
  void redundantLengthBytes() throws Exception {
    // SEQUENCE 30 82 hi lo, to-be-signed 30 82 hi lo: the second length becomes 83 00 hi lo.
    byte[] der = new TestCertificate().der();
    assertThat(der[5]).isEqualTo((byte) 0x82);
    byte[] redundant = new byte[der.length + 1];
    System.arraycopy(der, 0, redundant, 0, 5);
    redundant[3]++;
    redundant[5] = (byte) 0x83;
    System.arraycopy(der, 6, redundant, 7, der.length - 6);
    assertThat(TestCertificate.parse(redundant).getEncoded()).isEqualTo(redundant);
    PrivateKey key = TestKeys.first().getPrivate();
    assertFault(
        SigningFault.CERTIFICATE_NOT_DER,
        () ->
            open(
                TestCertificate.pkcs12(key, TestCertificate.parse(redundant)),
                SignerPurpose.MANIFEST));
  }

  @Test
  void sizeOfTheCertificate() throws Exception {
    int plain = new TestCertificate().ballast(8000).der().length;
    int most = 8000 + SignerRules.MOST_CERTIFICATE_BYTES - plain;
    assertThat(open(new TestCertificate().ballast(most)).certificateDer()).hasSize(8192);
    assertFault(
        SigningFault.CERTIFICATE_TOO_LARGE, () -> open(new TestCertificate().ballast(most + 1)));
  }

  @Test
  void timesAreInclusiveToTheSecond() throws Exception {
    Instant second = Instant.parse("2026-03-01T12:00:00Z");
    assertThat(open(new TestCertificate().valid(second, second))).isNotNull();
    assertFault(
        SigningFault.CERTIFICATE_EXPIRED,
        () -> open(new TestCertificate().valid(second.minusSeconds(9), second.minusSeconds(1))));
    assertFault(
        SigningFault.CERTIFICATE_NOT_YET_VALID,
        () -> open(new TestCertificate().valid(second.plusSeconds(1), second.plusSeconds(9))));
  }

  @Test
  void usages() {
    assertFault(
        SigningFault.CERTIFICATE_USAGE_WRONG,
        () -> open(new TestCertificate().keyUsage(KeyUsage.keyCertSign)));
    assertFault(
        SigningFault.CERTIFICATE_USAGE_WRONG,
        () -> open(new TestCertificate().extendedKeyUsage(null)));
    assertFault(
        SigningFault.CERTIFICATE_USAGE_WRONG,
        () -> open(new TestCertificate().extendedKeyUsage(CODE)));
    assertFault(
        SigningFault.CERTIFICATE_USAGE_WRONG,
        () -> open(new TestCertificate().extendedKeyUsage(DOCUMENT), SignerPurpose.SCRIPT));
    // anyExtendedKeyUsage names no purpose, so it is not one of ours.
    assertFault(
        SigningFault.CERTIFICATE_USAGE_WRONG,
        () -> open(new TestCertificate().extendedKeyUsage("2.5.29.37.0")));
  }

  @Test
  void certificationAuthoritiesSignNoKits() throws Exception {
    for (SignerPurpose purpose : SignerPurpose.values()) {
      String use = purpose.extendedKeyUsage();
      for (TestCertificate ca :
          List.of(
              new TestCertificate().constraints(new BasicConstraints(true)),
              new TestCertificate().constraints(new BasicConstraints(0)),
              new TestCertificate().constraints(new BasicConstraints(7)).keyUsage(null),
              new TestCertificate().keyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign),
              new TestCertificate()
                  .constraints(new BasicConstraints(false))
                  .keyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign))) {
        assertFault(SigningFault.CERTIFICATE_IS_CA, () -> open(ca.extendedKeyUsage(use), purpose));
      }
      assertThat(
              open(
                  new TestCertificate()
                      .constraints(new BasicConstraints(false))
                      .extendedKeyUsage(use),
                  purpose))
          .isNotNull();
    }
  }

  /** One key, two certificates: who has it signs kits and code. */
  @Test
  void manifestsAndScriptsHaveKeysOfTheirOwn() throws Exception {
    SigningKey manifests = open(new TestCertificate());
    SigningKey sameKey =
        open(new TestCertificate().named("CN=x").extendedKeyUsage(CODE), SignerPurpose.SCRIPT);
    assertThat(sameKey.sha256()).isNotEqualTo(manifests.sha256());
    SigningException fault =
        assertFault(
            SigningFault.SIGNERS_SHARE_KEY,
            () -> sameKey.requireOtherKeyThan(manifests.keySha256()));
    assertThat(fault.facts()).containsEntry("key", manifests.keyName());
    PrivateKey other = TestKeys.second().getPrivate();
    TestCertificate scripts =
        new TestCertificate().keys(TestKeys.second()).issuedBy("CN=subject", other);
    open(other, scripts).requireOtherKeyThan(manifests.keySha256());
  }

  @Test
  void aChainWhoseSignatureDoesNotFit() throws Exception {
    PrivateKey rootKey = TestKeys.second().getPrivate();
    X509Certificate root =
        new TestCertificate()
            .keys(TestKeys.second())
            .named("CN=r")
            .issuedBy("CN=r", rootKey)
            .make();
    TestCertificate byRoot = new TestCertificate().extendedKeyUsage(CODE).issuedBy("CN=r", rootKey);
    TestCertificate byOther =
        new TestCertificate()
            .extendedKeyUsage(CODE)
            .issuedBy("CN=r", TestKeys.first().getPrivate());
    assertThat(open(SignerPurpose.SCRIPT, byRoot.make(), root).chain()).hasSize(2);
    assertFault(
        SigningFault.CERTIFICATE_CHAIN_BROKEN,
        () -> open(SignerPurpose.SCRIPT, byOther.make(), root));
  }

  @Test
  void aScriptSignerUnderAnExpiredRoot() throws Exception {
    PrivateKey rootKey = TestKeys.second().getPrivate();
    X509Certificate root =
        new TestCertificate()
            .keys(TestKeys.second())
            .named("CN=r")
            .issuedBy("CN=r", rootKey)
            .valid(NOW.minusSeconds(99), NOW.minusSeconds(1))
            .make();
    X509Certificate code =
        new TestCertificate().extendedKeyUsage(CODE).issuedBy("CN=r", rootKey).make();
    X509Certificate document = new TestCertificate().issuedBy("CN=r", rootKey).make();
    SigningException fault =
        assertFault(SigningFault.CERTIFICATE_EXPIRED, () -> open(SignerPurpose.SCRIPT, code, root));
    assertThat(fault.facts()).containsEntry("subject", "CN=r");
    // A manifest signer is pinned by digest: what lies above it counts for nothing.
    assertThat(open(SignerPurpose.MANIFEST, document, root)).isNotNull();
  }

  private SigningKey open(TestCertificate certificate) throws Exception {
    return open(certificate, SignerPurpose.MANIFEST);
  }

  private SigningKey open(TestCertificate certificate, SignerPurpose purpose) throws Exception {
    return open(purpose, certificate.make());
  }

  private SigningKey open(SignerPurpose purpose, X509Certificate... chain) throws Exception {
    return open(TestCertificate.pkcs12(TestKeys.first().getPrivate(), chain), purpose);
  }

  private SigningKey open(PrivateKey key, TestCertificate certificate) throws Exception {
    return open(TestCertificate.pkcs12(key, certificate.make()), SignerPurpose.MANIFEST);
  }

  private SigningKey open(byte[] bytes, SignerPurpose purpose) throws Exception {
    Path file = Files.write(folder.resolve("signer.p12"), bytes);
    try (Passphrase passphrase = secret()) {
      return new KeyStoreFile(file).open(passphrase, purpose, NOW);
    }
  }
}
