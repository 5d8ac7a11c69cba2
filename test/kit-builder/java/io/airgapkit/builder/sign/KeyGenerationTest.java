package io.airgapkit.builder.sign;

import static io.airgapkit.builder.sign.Faults.assertFault;
import static io.airgapkit.builder.sign.TestCertificate.NOW;
import static io.airgapkit.builder.sign.TestCertificate.SECRET;
import static io.airgapkit.builder.sign.TestCertificate.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.naming.ldap.LdapName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyGenerationTest {
  private static final char[] ROOT_SECRET = "root's own secret".toCharArray();
  @TempDir Path folder;

  @Test
  void rootAndSigners() throws Exception {
    GeneratedKeys made = generate(KeyRequest.of(folder, "Example Works"));
    assertThat(names())
        .containsExactly(
            "anchor.cer",
            "anchor.pem",
            "builder.p12",
            "root.p12",
            "root.pem",
            "scripts.p12",
            "scripts.pem");
    X509Certificate root = only(made.root().orElseThrow().keyStore(), "root", ROOT_SECRET).get(0);
    assertThat(root.getBasicConstraints()).isZero();
    assertThat(root.getKeyUsage())
        .containsExactly(false, false, false, false, false, true, true, false, false);
    assertThat(root.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
    assertThat(root.getExtendedKeyUsage())
        .containsExactly(TestCertificate.CODE, TestCertificate.DOCUMENT);
    assertThat(root.getSubjectX500Principal().getName())
        .isEqualTo("CN=Example Works root for scripts and kits,O=Example Works");
    assertSigner(
        only(made.manifestSigner().keyStore(), "builder", SECRET), TestCertificate.DOCUMENT, root);
    assertSigner(
        only(made.scriptSigner().orElseThrow().keyStore(), "scripts", SECRET),
        TestCertificate.CODE,
        root);
    assertThat(TestCertificate.parse(Files.readAllBytes(made.scriptTrustPem().orElseThrow())))
        .isEqualTo(root);
  }

  private static void assertSigner(List<X509Certificate> chain, String usage, X509Certificate root)
      throws Exception {
    assertThat(chain).hasSize(2).endsWith(root);
    X509Certificate signer = chain.get(0);
    assertLeaf(signer, usage);
    assertThat(signer.getNonCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.14", "2.5.29.35", "2.5.29.37");
    // AKI: OCTET STRING 04 18, SEQUENCE 30 16, [0] 80 14; SKI: OCTET STRING 04 16, 04 14.
    byte[] authority = signer.getExtensionValue("2.5.29.35");
    byte[] rootKey = root.getExtensionValue("2.5.29.14");
    assertThat(authority).hasSize(26).startsWith(0x04, 0x18, 0x30, 0x16, 0x80, 0x14);
    assertThat(rootKey).hasSize(24).startsWith(0x04, 0x16, 0x04, 0x14);
    assertThat(Arrays.copyOfRange(authority, 6, 26)).isEqualTo(Arrays.copyOfRange(rootKey, 4, 24));
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(signer)), parameters);
  }

  private static void assertLeaf(X509Certificate signer, String usage) throws Exception {
    assertThat(signer.getVersion()).isEqualTo(3);
    assertThat(signer.getSigAlgName()).isEqualTo("SHA256withRSA");
    assertThat(signer.getBasicConstraints()).isEqualTo(-1);
    assertThat(signer.getKeyUsage())
        .containsExactly(true, false, false, false, false, false, false, false, false);
    assertThat(signer.getExtendedKeyUsage()).containsExactly(usage);
    assertThat(signer.getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
    assertThat(((RSAPublicKey) signer.getPublicKey()).getPublicExponent()).isEqualTo(65537);
  }

  @Test
  void serialsAreTwentyBytesAndDiffer() throws Exception {
    GeneratedKeys made = generate(KeyRequest.of(folder, "Example Works"));
    Set<Object> serials = new TreeSet<>();
    for (GeneratedKeys.Entry entry :
        List.of(
            made.root().orElseThrow(), made.manifestSigner(), made.scriptSigner().orElseThrow())) {
      char[] secret = entry.equals(made.root().orElseThrow()) ? ROOT_SECRET : SECRET;
      X509Certificate certificate = only(entry.keyStore(), null, secret).get(0);
      assertThat(certificate.getSerialNumber().signum()).isPositive();
      assertThat(certificate.getSerialNumber().toByteArray()).hasSize(20);
      serials.add(certificate.getSerialNumber());
    }
    assertThat(serials).hasSize(3);
  }

  @Test
  void validityStartsAtTheClocksSecond() throws Exception {
    Instant clock = Instant.parse("2028-02-29T23:59:59.987Z");
    GeneratedKeys made =
        generation(clock)
            .generate(
                KeyRequest.of(folder, "Example Works").withYears(30, 1), rootSecret(), secret());
    X509Certificate root = only(made.root().orElseThrow().keyStore(), null, ROOT_SECRET).get(0);
    assertThat(root.getNotBefore()).isEqualTo(Instant.parse("2028-02-29T23:59:59Z"));
    assertThat(root.getNotAfter()).isEqualTo(Instant.parse("2058-02-28T23:59:58Z"));
    X509Certificate signer = only(made.manifestSigner().keyStore(), null, SECRET).get(0);
    assertThat(signer.getNotAfter()).isEqualTo(Instant.parse("2029-02-28T23:59:58Z"));
    assertThat(made.manifestSigner().notAfter()).isEqualTo(signer.getNotAfter().toInstant());
  }

  @Test
  void whatIsMadeOpensForItsPurposeOnly() throws Exception {
    GeneratedKeys made = generate(KeyRequest.of(folder, "Example Works"));
    KeyStoreFile manifest = new KeyStoreFile(made.manifestSigner().keyStore());
    SigningKey key = manifest.open(secret(), SignerPurpose.MANIFEST, NOW);
    assertThat(made.manifestSigner().certificateSha256()).isEqualTo(key.sha256());
    assertThat(made.manifestSigner().keySha256()).isEqualTo(key.keySha256());
    assertThat(made.manifestSigner().subject())
        .isEqualTo("CN=Example Works kit signer,O=Example Works");
    assertThat(key.quickStart()).isFalse();
    assertThat(Files.readAllBytes(made.anchorDer())).isEqualTo(key.certificateDer());
    assertFault(
        SigningFault.CERTIFICATE_USAGE_WRONG,
        () -> manifest.open(secret(), SignerPurpose.SCRIPT, NOW));
    KeyStoreFile root = new KeyStoreFile(made.root().orElseThrow().keyStore());
    for (SignerPurpose purpose : SignerPurpose.values()) {
      assertFault(
          SigningFault.CERTIFICATE_USAGE_WRONG, () -> root.open(rootSecret(), purpose, NOW));
    }
    // The root has a passphrase of its own, so that the signers' does not open it.
    assertFault(
        SigningFault.PASSPHRASE_WRONG, () -> root.open(secret(), SignerPurpose.MANIFEST, NOW));
  }

  @Test
  void selfSignedManifestSignerOnly() throws Exception {
    GeneratedKeys made =
        generation(NOW)
            .generate(
                KeyRequest.of(folder, "Example Works")
                    .withShape(KeyRequest.Shape.SELF_SIGNED_MANIFEST),
                null,
                secret());
    assertThat(names()).containsExactly("anchor.cer", "anchor.pem", "builder.p12");
    assertThat(made.root()).isEmpty();
    assertThat(made.scriptSigner()).isEmpty();
    assertThat(made.scriptTrustPem()).isEmpty();
    assertSelfSigned(made.manifestSigner(), TestCertificate.DOCUMENT);
  }

  @Test
  void selfSignedBoth() throws Exception {
    GeneratedKeys made =
        generate(
            KeyRequest.of(folder, "Example Works").withShape(KeyRequest.Shape.SELF_SIGNED_BOTH));
    assertThat(names())
        .containsExactly("anchor.cer", "anchor.pem", "builder.p12", "scripts.p12", "scripts.pem");
    assertSelfSigned(made.manifestSigner(), TestCertificate.DOCUMENT);
    X509Certificate script =
        assertSelfSigned(made.scriptSigner().orElseThrow(), TestCertificate.CODE);
    assertThat(TestCertificate.parse(Files.readAllBytes(made.scriptTrustPem().orElseThrow())))
        .isEqualTo(script);
  }

  private static X509Certificate assertSelfSigned(GeneratedKeys.Entry entry, String usage)
      throws Exception {
    List<X509Certificate> chain = only(entry.keyStore(), null, SECRET);
    assertThat(chain).hasSize(1);
    X509Certificate certificate = chain.get(0);
    assertLeaf(certificate, usage);
    certificate.verify(certificate.getPublicKey());
    return certificate;
  }

  @Test
  void secretsAreForTheOwnerOnly() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "has modes");
    Path fresh = folder.resolve("a/keys");
    GeneratedKeys made = generate(KeyRequest.of(fresh, "Example Works"));
    assertThat(mode(fresh)).isEqualTo("rwx------");
    assertThat(mode(made.root().orElseThrow().keyStore())).isEqualTo("rw-------");
    assertThat(mode(made.manifestSigner().keyStore())).isEqualTo("rw-------");
    assertThat(mode(made.scriptSigner().orElseThrow().keyStore())).isEqualTo("rw-------");
    assertThat(mode(made.anchorPem())).isEqualTo("rw-r--r--");
    assertThat(mode(made.anchorDer())).isEqualTo("rw-r--r--");
  }

  @Test
  void whatExistsIsNotReplaced() throws Exception {
    for (String name : List.of("builder.p12", "scripts.p12", "root.pem", "anchor.cer")) {
      Path own = Files.createDirectories(folder.resolve("for-" + name));
      Files.writeString(own.resolve(name), "precious");
      SigningException fault =
          assertFault(
              SigningFault.OUTPUT_EXISTS, () -> generate(KeyRequest.of(own, "Example Works")));
      assertThat(fault.facts().get("paths")).isEqualTo(own.resolve(name).toString());
      assertThat(own.resolve(name)).hasContent("precious");
      assertThat(own.toFile().list()).containsExactly(name);
    }
  }

  @Test
  void aFileThatComesInMeanwhileIsNotReplacedAndNothingElseStays() throws Exception {
    KeyGeneration slow =
        new KeyGeneration(
            Clock.fixed(NOW, ZoneOffset.UTC),
            new SecureRandom(),
            bits -> {
              write(folder.resolve("scripts.p12"));
              return TestKeys.first();
            });
    assertFault(
        SigningFault.OUTPUT_EXISTS,
        () -> slow.generate(KeyRequest.of(folder, "Example Works"), rootSecret(), secret()));
    assertThat(names()).containsExactly("scripts.p12");
    assertThat(folder.resolve("scripts.p12")).hasContent("precious");
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "precious");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void replacedOnlyWhenAsked() throws Exception {
    Files.writeString(folder.resolve("builder.p12"), "old");
    GeneratedKeys made = generate(KeyRequest.of(folder, "Example Works").replacing(true));
    assertThat(only(made.manifestSigner().keyStore(), "builder", SECRET)).hasSize(2);
    assertThat(names()).hasSize(7);
  }

  @Test
  void aFolderThatCannotBe() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertFault(
        SigningFault.OUTPUT_UNWRITABLE,
        () -> generate(KeyRequest.of(file.resolve("keys"), "Example Works")));
  }

  @Test
  void requestsThatAreRefused() {
    KeyRequest good = KeyRequest.of(folder, "Example Works");
    assertFault(SigningFault.KEY_TOO_SMALL, () -> generate(good.withKeyBits(3064)));
    assertFault(SigningFault.KEY_TOO_LARGE, () -> generate(good.withKeyBits(8200)));
    assertFault(SigningFault.KEY_SIZE_NOT_IN_STEPS, () -> generate(good.withKeyBits(3077)));
    for (int[] years : new int[][] {{10, 0}, {4, 5}, {31, 5}, {0, 0}, {-1, -1}}) {
      assertFault(
          SigningFault.VALIDITY_NOT_ALLOWED, () -> generate(good.withYears(years[0], years[1])));
    }
    for (String name : List.of("", " ", " a", "a ", "a".repeat(41), "Caf\u00e9", "a\nb")) {
      assertFault(SigningFault.NAME_NOT_ALLOWED, () -> generate(KeyRequest.of(folder, name)));
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void namesAreEscapedNotParsed() throws Exception {
    GeneratedKeys made = generate(KeyRequest.of(folder, "Evil, CN=Root + \"x\""));
    X509Certificate signer = only(made.manifestSigner().keyStore(), null, SECRET).get(0);
    assertThat(new LdapName(signer.getSubjectX500Principal().getName()).getRdns())
        .extracting(rdn -> rdn.getType() + "=" + rdn.getValue())
        .containsExactly("O=Evil, CN=Root + \"x\"", "CN=Evil, CN=Root + \"x\" kit signer");
  }

  @Test
  void shortPassphrasesAreRefused() {
    KeyRequest request = KeyRequest.of(folder, "Example Works");
    assertFault(
        SigningFault.PASSPHRASE_TOO_SHORT,
        () -> generation(NOW).generate(request, rootSecret(), phrase("7 chars")));
    assertFault(
        SigningFault.PASSPHRASE_TOO_SHORT,
        () -> generation(NOW).generate(request, phrase("7 chars"), secret()));
    assertThat(names()).isEmpty();
  }

  @Test
  void keysThatCannotSignAreNotStored() throws Exception {
    KeyPair good = TestKeys.first();
    KeyPair mixed = new KeyPair(good.getPublic(), TestKeys.second().getPrivate());
    for (KeyPair bad :
        List.of(
            TestKeys.pretended(3072, 65537),
            mixed,
            new KeyPair(good.getPublic(), TestKeys.other("EC", 256).getPrivate()))) {
      KeyGeneration generation =
          new KeyGeneration(Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom(), bits -> bad);
      for (KeyRequest.Shape shape : KeyRequest.Shape.values()) {
        KeyRequest request = KeyRequest.of(folder, "Example Works").withShape(shape);
        assertFault(
            SigningFault.SIGNING_FAILED,
            () -> generation.generate(request, rootSecret(), secret()));
      }
    }
    Iterator<KeyPair> goodThenMixed = List.of(good, mixed).iterator();
    KeyGeneration generation =
        new KeyGeneration(
            Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom(), bits -> goodThenMixed.next());
    assertFault(
        SigningFault.CERTIFICATE_KEY_MISMATCH,
        () -> generation.generate(KeyRequest.of(folder, "Works"), rootSecret(), secret()));
    assertThat(names()).isEmpty();
  }

  @Test
  void theKeyIsOfTheSizeAskedFor() throws Exception {
    GeneratedKeys made =
        new KeyGeneration(Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom())
            .generate(
                KeyRequest.of(folder, "Example Works")
                    .withShape(KeyRequest.Shape.SELF_SIGNED_MANIFEST)
                    .withKeyBits(3080),
                null,
                secret());
    X509Certificate certificate = only(made.manifestSigner().keyStore(), null, SECRET).get(0);
    assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
        .isEqualTo(3080);
  }

  private GeneratedKeys generate(KeyRequest request) throws SigningException {
    return generation(NOW).generate(request, rootSecret(), secret());
  }

  private static KeyGeneration generation(Instant now) {
    return new KeyGeneration(
        Clock.fixed(now, ZoneOffset.UTC), new SecureRandom(), TestKeys.inTurn());
  }

  private static Passphrase rootSecret() throws SigningException {
    return Passphrase.taking(ROOT_SECRET.clone(), "test");
  }

  private static Passphrase phrase(String text) throws SigningException {
    return Passphrase.taking(text.toCharArray(), "test");
  }

  /** The certificates of the one entry of a key store, opened by the JDK alone. */
  private static List<X509Certificate> only(Path file, String alias, char[] secret)
      throws Exception {
    KeyStore store = KeyStore.getInstance(file.toFile(), secret);
    assertThat(Collections.list(store.aliases())).hasSize(1);
    String name = store.aliases().nextElement();
    if (alias != null) {
      assertThat(name).isEqualTo(alias);
    }
    assertThat(store.getKey(name, secret)).isNotNull();
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : store.getCertificateChain(name)) {
      chain.add((X509Certificate) certificate);
    }
    return chain;
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
