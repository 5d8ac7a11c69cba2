package io.airgapkit.builder.sign;

import static io.airgapkit.builder.sign.Faults.assertFault;
import static io.airgapkit.builder.sign.TestCertificate.NOW;
import static io.airgapkit.builder.sign.TestCertificate.SECRET;
import static io.airgapkit.builder.sign.TestCertificate.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12PBEOutputEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreFileTest {
  @TempDir Path folder;

  @Test
  void opensTheOnlyKey() throws Exception {
    X509Certificate certificate = new TestCertificate().make();
    SigningKey key = open(TestCertificate.pkcs12(TestKeys.first().getPrivate(), certificate));
    assertThat(key.certificate()).isEqualTo(certificate);
    assertThat(key.certificateDer()).isEqualTo(certificate.getEncoded());
    assertThat(key.chain()).containsExactly(certificate);
    assertThat(key.purpose()).isEqualTo(SignerPurpose.MANIFEST);
    assertThat(key.sha256()).isEqualTo(Sha256.hexOf(certificate.getEncoded()));
    assertThat(key.keySha256()).isEqualTo(Sha256.hexOf(TestKeys.first().getPublic().getEncoded()));
    assertThat(key.keyName()).hasSize(16).isEqualTo(key.keySha256().substring(0, 16));
    assertThat(key.quickStart()).isFalse();
  }

  @Test
  void theBytesHandedOutAreACopy() throws Exception {
    SigningKey key =
        open(TestCertificate.pkcs12(TestKeys.first().getPrivate(), new TestCertificate().make()));
    String before = key.sha256();
    key.certificateDer()[0] = 0;
    assertThat(key.sha256()).isEqualTo(before);
  }

  @Test
  void missing() {
    assertFault(
        SigningFault.KEY_STORE_MISSING,
        () ->
            new KeyStoreFile(folder.resolve("no.p12")).open(secret(), SignerPurpose.MANIFEST, NOW));
  }

  @Test
  void aFolderIsUnreadable() {
    assertFault(
        SigningFault.KEY_STORE_UNREADABLE,
        () -> new KeyStoreFile(folder).open(secret(), SignerPurpose.MANIFEST, NOW));
  }

  @Test
  void textEmptyAndTruncatedFilesAreUnreadable() throws Exception {
    byte[] good =
        TestCertificate.pkcs12(TestKeys.first().getPrivate(), new TestCertificate().make());
    for (byte[] bytes :
        new byte[][] {
          "-----BEGIN CERTIFICATE-----\n".getBytes("US-ASCII"),
          {},
          {0x30},
          {0x30, 0x03, 0x02, 0x01, 0x03},
          Arrays.copyOf(good, good.length / 2)
        }) {
      assertFault(SigningFault.KEY_STORE_UNREADABLE, () -> open(bytes));
    }
  }

  @Test
  void theOldJavaKindIsNotTaken() throws Exception {
    KeyStore old = KeyStore.getInstance("JKS");
    old.load(null, null);
    old.setKeyEntry(
        "signer",
        TestKeys.first().getPrivate(),
        SECRET,
        new Certificate[] {new TestCertificate().make()});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    old.store(out, SECRET);
    assertFault(SigningFault.KEY_STORE_UNREADABLE, () -> open(out.toByteArray()));
  }

  @Test
  void moreThanTheLimitIsNotRead() throws Exception {
    byte[] large = new byte[KeyStoreFile.LIMIT + 1];
    large[0] = 0x30;
    SigningException fault = assertFault(SigningFault.KEY_STORE_UNREADABLE, () -> open(large));
    assertThat(fault.facts().get("reason")).contains(Integer.toString(KeyStoreFile.LIMIT));
    assertThat(fault.getCause()).isNull();
  }

  @Test
  void wrongPassphrase() throws Exception {
    byte[] bytes =
        TestCertificate.pkcs12(TestKeys.first().getPrivate(), new TestCertificate().make());
    Path file = Files.write(folder.resolve("signer.p12"), bytes);
    SigningException fault =
        assertFault(
            SigningFault.PASSPHRASE_WRONG,
            () ->
                new KeyStoreFile(file)
                    .open(
                        Passphrase.taking("wrong horse".toCharArray(), "test"),
                        SignerPurpose.MANIFEST,
                        NOW));
    assertThat(fault).hasRootCauseInstanceOf(UnrecoverableKeyException.class);
    assertThat(fault.getMessage()).doesNotContain("horse");
  }

  @Test
  void aKeyWithAnotherPassphraseThanItsStore() throws Exception {
    KeyStore store = TestCertificate.emptyStore();
    store.setKeyEntry(
        "signer",
        TestKeys.first().getPrivate(),
        "another one".toCharArray(),
        new Certificate[] {new TestCertificate().make()});
    byte[] bytes = TestCertificate.bytes(store);
    assertFault(SigningFault.PASSPHRASE_WRONG, () -> open(bytes));
  }

  @Test
  void certificatesOnly() throws Exception {
    KeyStore store = TestCertificate.emptyStore();
    store.setCertificateEntry("signer", new TestCertificate().make());
    byte[] bytes = TestCertificate.bytes(store);
    assertFault(SigningFault.KEY_STORE_WITHOUT_KEY, () -> open(bytes));
  }

  @Test
  void severalKeysNeedAnAlias() throws Exception {
    KeyStore store = TestCertificate.emptyStore();
    X509Certificate second =
        new TestCertificate()
            .keys(TestKeys.second())
            .issuedBy("CN=subject", TestKeys.second().getPrivate())
            .make();
    Certificate[] firstChain = {new TestCertificate().make()};
    store.setKeyEntry("zebra", TestKeys.first().getPrivate(), SECRET, firstChain);
    store.setKeyEntry("ape", TestKeys.second().getPrivate(), SECRET, new Certificate[] {second});
    byte[] bytes = TestCertificate.bytes(store);
    assertThat(
            assertFault(SigningFault.KEY_STORE_SEVERAL_KEYS, () -> open(bytes))
                .facts()
                .get("aliases"))
        .isEqualTo("ape, zebra");
    assertThat(open(bytes, "ape").certificate()).isEqualTo(second);
    assertThat(open(bytes, "Ape").certificate()).isEqualTo(second);
    assertThat(
            assertFault(SigningFault.ALIAS_UNKNOWN, () -> open(bytes, "cat"))
                .facts()
                .get("aliases"))
        .isEqualTo("ape, zebra");
  }

  @Test
  void anAliasIsCheckedForASingleKeyToo() throws Exception {
    byte[] bytes =
        TestCertificate.pkcs12(TestKeys.first().getPrivate(), new TestCertificate().make());
    assertFault(SigningFault.ALIAS_UNKNOWN, () -> open(bytes, "cat"));
    assertThat(open(bytes, "signer")).isNotNull();
  }

  @Test
  void aKeyWithoutCertificate() throws Exception {
    OutputEncryptor encryptor =
        new BcPKCS12PBEOutputEncryptorBuilder(
                PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
                CBCBlockCipher.newInstance(new DESedeEngine()))
            .build(SECRET);
    PKCS12SafeBag bag =
        new PKCS12SafeBagBuilder(
                PrivateKeyInfo.getInstance(TestKeys.first().getPrivate().getEncoded()), encryptor)
            .build();
    byte[] bytes =
        new PKCS12PfxPduBuilder().addData(bag).build(null, null).getEncoded(ASN1Encoding.DER);
    assertFault(SigningFault.KEY_WITHOUT_CERTIFICATE, () -> open(bytes));
  }

  private SigningKey open(byte[] bytes) throws Exception {
    return open(bytes, null);
  }

  private SigningKey open(byte[] bytes, String alias) throws Exception {
    Path file = Files.write(folder.resolve("signer.p12"), bytes);
    try (Passphrase passphrase = secret()) {
      return new KeyStoreFile(file, Optional.ofNullable(alias))
          .open(passphrase, SignerPurpose.MANIFEST, NOW);
    }
  }
}
