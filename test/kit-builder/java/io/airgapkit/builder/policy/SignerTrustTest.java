package io.airgapkit.builder.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.registry.CertificateBlob;
import io.airgapkit.builder.registry.RegistryEntry;
import io.airgapkit.builder.script.TemplateRenderer;
import io.airgapkit.builder.sign.KeyGeneration;
import io.airgapkit.builder.sign.KeyRequest;
import io.airgapkit.builder.sign.KeyStoreFile;
import io.airgapkit.builder.sign.Passphrase;
import io.airgapkit.builder.sign.SignerPurpose;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.sign.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates policy may make hosts trust. */
class SignerTrustTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final BasicConstraints NONE = new BasicConstraints(false);
  private static final BasicConstraints ZERO = new BasicConstraints(0);
  private static final KeyPurposeId CODE = KeyPurposeId.id_kp_codeSigning;

  private static KeyPair rootKeys;
  private static KeyPair signerKeys;
  private static KeyPair weakKeys;

  private Instant from = NOW.minusSeconds(1_000_000);
  private String algorithm = "SHA256withRSA";

  @TempDir private Path folder;

  @BeforeAll
  static void keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(3072);
    rootKeys = generator.generateKeyPair();
    signerKeys = generator.generateKeyPair();
    generator.initialize(2048);
    weakKeys = generator.generateKeyPair();
  }

  private Path certificate(
      String subject, KeyPair keys, BasicConstraints constraints, KeyPurposeId... purposes)
      throws Exception {
    return certificate(rootKeys, subject, keys, constraints, purposes);
  }

  private Path certificate(
      KeyPair issuer,
      String subject,
      KeyPair keys,
      BasicConstraints constraints,
      KeyPurposeId... purposes)
      throws Exception {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=root"),
            BigInteger.TEN,
            Date.from(from),
            Date.from(from.plusSeconds(10_000_000)),
            new X500Name(subject),
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, constraints);
    if (purposes.length > 0) {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    }
    byte[] der =
        builder
            .build(new JcaContentSignerBuilder(algorithm).build(issuer.getPrivate()))
            .getEncoded();
    return Files.write(Files.createTempFile(folder, "c", ".cer"), der);
  }

  private Path publisher() throws Exception {
    return certificate("CN=scripts", signerKeys, NONE, CODE);
  }

  private void refused(String why, Path publisher, Path root) {
    assertThatThrownBy(() -> SignerTrust.read(publisher, Optional.ofNullable(root), NOW))
        .isInstanceOf(BuildRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aRootForCodeSigningGoesIntoPolicyRestrictedToIt() throws Exception {
    Path root = certificate("CN=root", rootKeys, ZERO, CODE);
    SignerTrust trust = SignerTrust.read(publisher(), Optional.of(root), NOW);
    PolicyPlan plan = PolicyPlan.of(Plans.kit(Map.of()), Optional.of(trust));

    assertThat(plan.givesSignerTrust()).isTrue();
    CertificateBlob inRoot = blob(plan, "Root", trust.root().orElseThrow().getEncoded());
    assertThat(inRoot.recordIds()).containsExactly(3, 9, 32);
    assertThat(inRoot.purposes()).containsExactly("1.3.6.1.5.5.7.3.3");
    CertificateBlob published = blob(plan, "TrustedPublisher", trust.publisher().getEncoded());
    assertThat(published.recordIds()).containsExactly(3, 32);
    assertThat(plan.words().lines().stream().filter(PolicyWords.Line::signerTrust)).hasSize(2);
  }

  @Test
  void itGoesNowhereButIntoPolicy() throws Exception {
    SignerTrust trust =
        SignerTrust.read(
            publisher(), Optional.of(certificate("CN=root", rootKeys, ZERO, CODE)), NOW);
    PolicyPlan plan = PolicyPlan.of(Plans.kit(Map.of()), Optional.of(trust));
    PolicyPlan without = Plans.plan(Map.of());
    assertThat(plan.machineStores()).isEqualTo(without.machineStores());
    Map<String, byte[]> files =
        PolicyArtefacts.of(new TemplateRenderer(), plan, Plans.KIT, Plans.CREATED).files();
    Map<String, byte[]> kit =
        PolicyArtefacts.of(new TemplateRenderer(), without, Plans.KIT, Plans.CREATED).files();
    assertThat(files.keySet()).isEqualTo(kit.keySet());
    for (String path : kit.keySet()) {
      if (path.startsWith("gpo/certificates/") || path.endsWith("machine-stores.reg")) {
        assertThat(files.get(path)).as(path).isEqualTo(kit.get(path));
      }
    }
  }

  private static CertificateBlob blob(PolicyPlan plan, String store, byte[] der) throws Exception {
    for (RegistryEntry e : plan.apply()) {
      if (e.key().contains("\\" + store + "\\Certificates\\")) {
        CertificateBlob blob = CertificateBlob.read(e.data());
        if (Arrays.equals(blob.der(), der)) {
          return blob;
        }
      }
    }
    throw new AssertionError("not in " + store);
  }

  @Test
  void aRootThatCouldVouchForMoreIsRefused() throws Exception {
    refused(
        "pathLenConstraint",
        publisher(),
        certificate("CN=root", rootKeys, new BasicConstraints(1), CODE));
    refused(
        "pathLenConstraint",
        publisher(),
        certificate("CN=root", rootKeys, new BasicConstraints(true), CODE));
    refused("not limited to signing code", publisher(), certificate("CN=root", rootKeys, ZERO));
    refused(
        "not limited to signing code",
        publisher(),
        certificate("CN=root", rootKeys, ZERO, CODE, KeyPurposeId.id_kp_serverAuth));
    refused(
        "not limited to signing code",
        publisher(),
        certificate("CN=root", rootKeys, ZERO, KeyPurposeId.anyExtendedKeyUsage));
    refused("pathLenConstraint", publisher(), certificate("CN=root", rootKeys, NONE, CODE));
    refused(
        "not limited to signing code",
        publisher(),
        certificate("CN=root", rootKeys, ZERO, CODE, KeyPurposeId.anyExtendedKeyUsage));
  }

  @Test
  void aRootThatDidNotIssueTheSignerIsRefused() throws Exception {
    // Like ours in all but its keys; our name over keys that did not sign it; another name.
    refused(
        "did not issue", publisher(), certificate(signerKeys, "CN=root", signerKeys, ZERO, CODE));
    refused("did not issue", publisher(), certificate("CN=root", signerKeys, ZERO, CODE));
    refused("did not issue", publisher(), certificate("CN=other", rootKeys, ZERO, CODE));
  }

  @Test
  void aRootThatIsWeakOrNotValidNowIsRefused() throws Exception {
    refused(
        "is weaker than",
        certificate(weakKeys, "CN=scripts", signerKeys, NONE, CODE),
        certificate(weakKeys, "CN=root", weakKeys, ZERO, CODE));
    Path publisher = publisher();
    algorithm = "SHA1withRSA";
    refused("is weaker than", publisher, certificate("CN=root", rootKeys, ZERO, CODE));
    algorithm = "SHA384withRSA";
    Path good = certificate("CN=root", rootKeys, ZERO, CODE);
    assertThat(SignerTrust.read(publisher, Optional.of(good), NOW).root()).isPresent();
    from = NOW.minusSeconds(10_000_001);
    refused("not now", publisher, certificate("CN=root", rootKeys, ZERO, CODE));
    from = NOW.plusSeconds(1);
    refused("not now", publisher, certificate("CN=root", rootKeys, ZERO, CODE));
  }

  @Test
  void aFolderIsNoCertificate() {
    refused("is a folder", folder, null);
  }

  @Test
  void aPublisherThatIsNoScriptSignerOrMadeOnTheSpotIsRefused() throws Exception {
    refused("not for signing code", certificate("CN=scripts", signerKeys, NONE), null);
    refused(
        "not for signing code",
        certificate("CN=scripts", signerKeys, NONE, KeyPurposeId.id_kp_serverAuth),
        null);
    refused("certification authority", certificate("CN=scripts", signerKeys, ZERO, CODE), null);
    refused("quick start", certificate("CN=scripts,OU=quick-start", signerKeys, NONE, CODE), null);
    refused(
        "quick start", publisher(), certificate("CN=root,OU=quick-start", rootKeys, ZERO, CODE));
  }

  @Test
  void aFileThatIsNotExactlyOneCertificateIsRefused() throws Exception {
    byte[] good = Files.readAllBytes(publisher());
    byte[] twice = Arrays.copyOf(good, good.length * 2);
    System.arraycopy(good, 0, twice, good.length, good.length);
    for (byte[] bytes :
        List.of(new byte[0], twice, new byte[1 << 20], "hello".getBytes("US-ASCII"))) {
      refused("not exactly one certificate", Files.write(folder.resolve("bad.cer"), bytes), null);
    }
  }

  @Test
  void aCertificateThatNoPolicyValueHoldsIsRefused() throws Exception {
    KeyPurposeId[] many = new KeyPurposeId[6_600];
    Arrays.fill(many, CODE);
    Path large = certificate("CN=scripts", signerKeys, NONE, many);
    try (InputStream in = Files.newInputStream(large)) {
      X509Certificate read =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      SignerTrust trust = new SignerTrust(read, Optional.empty());
      assertThatThrownBy(() -> PolicyPlan.of(Plans.kit(Map.of()), Optional.of(trust)))
          .isInstanceOf(BuildRefusedException.class)
          .hasMessageMatching(".* cannot be carried by policy: it takes 6[0-9]{4} bytes");
    }
  }

  /** A name that is not ASCII, or that would like to be markup, stays a name. */
  @Test
  void hostileNamesAreShownAsTextOnly() throws Exception {
    String name = "CN=\u00dc\u2019 ]]\\>\\<x a=1 \u202e $(calc) `n";
    SignerTrust trust =
        SignerTrust.read(certificate(name, signerKeys, NONE, CODE), Optional.empty(), NOW);
    PolicyPlan plan = PolicyPlan.of(Plans.kit(Map.of()), Optional.of(trust));
    assertThat(plan.words().lines())
        .allSatisfy(l -> assertThat(l.text() + l.detail()).matches("[ -~]+"))
        .anySatisfy(l -> assertThat(l.text()).contains("]]><x a=1").contains("$(calc) `n"));
    for (Map.Entry<String, byte[]> file :
        PolicyArtefacts.of(new TemplateRenderer(), plan, Plans.KIT, Plans.CREATED)
            .files()
            .entrySet()) {
      if (file.getKey().endsWith(".xml")) {
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(file.getValue()));
      }
    }
  }

  @Test
  void onlyAKitOfThatVerySignerIsTaken() throws Exception {
    Path keys = folder.resolve("keys");
    new KeyGeneration(Clock.systemUTC(), new SecureRandom())
        .generate(
            KeyRequest.of(keys, "Plant").withShape(KeyRequest.Shape.SELF_SIGNED_BOTH),
            passphrase(),
            passphrase());
    SigningKey signer =
        new KeyStoreFile(keys.resolve("scripts.p12"))
            .open(passphrase(), SignerPurpose.SCRIPT, Instant.now());
    SignerTrust.read(keys.resolve("scripts.pem"), Optional.empty(), NOW)
        .requireSigns(Optional.of(signer));

    SignerTrust other = SignerTrust.read(publisher(), Optional.empty(), NOW);
    for (Optional<SigningKey> not : List.of(Optional.of(signer), Optional.<SigningKey>empty())) {
      assertThatThrownBy(() -> other.requireSigns(not))
          .isInstanceOf(BuildRefusedException.class)
          .hasMessageContaining("is not the script signer's");
    }
  }

  private static Passphrase passphrase() throws SigningException {
    return Passphrase.taking("correct horse battery".toCharArray(), "test");
  }
}
