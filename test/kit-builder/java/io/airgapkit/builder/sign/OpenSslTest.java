package io.airgapkit.builder.sign;

import static io.airgapkit.builder.sign.TestCertificate.NOW;
import static io.airgapkit.builder.sign.TestCertificate.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.ToolProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we write is read by OpenSSL, what it writes is read by us, and both sign the same bytes. */
class OpenSslTest {
  private static final String PASS = "pass:" + new String(TestCertificate.SECRET);
  @TempDir Path folder;
  private ToolProcess openssl;

  @BeforeEach
  void find() {
    openssl = ToolProcess.require("openssl");
  }

  @Test
  void readsOurKeyStores() throws Exception {
    generate();
    String info =
        openssl.mustRun(folder, "pkcs12", "-in", "builder.p12", "-passin", PASS, "-noenc", "-info");
    assertThat(info)
        .contains("AES-256-CBC", "PRF hmacWithSHA256", "-----BEGIN PRIVATE KEY-----")
        .containsOnlyOnce("-----BEGIN PRIVATE KEY-----");
    assertThat(info.split("-----BEGIN CERTIFICATE-----", -1)).hasSize(3);
    assertThat(
            openssl
                .run(folder, "pkcs12", "-in", "root.p12", "-passin", "pass:wrong", "-noenc")
                .exitCode())
        .isNotZero();
  }

  @Test
  void verifiesOurCertificates() throws Exception {
    GeneratedKeys made = generate();
    String seconds = Long.toString(NOW.getEpochSecond());
    Path scripts = folder.resolve("scripts-leaf.pem");
    String all =
        openssl.mustRun(
            folder, "pkcs12", "-in", "scripts.p12", "-passin", PASS, "-nokeys", "-clcerts");
    Files.writeString(scripts, all.substring(all.indexOf("-----BEGIN")));
    for (String leaf : new String[] {"anchor.pem", "scripts-leaf.pem"}) {
      openssl.mustRun(
          folder, "verify", "-x509_strict", "-CAfile", "root.pem", "-attime", seconds, leaf);
    }
    String fingerprint =
        openssl.mustRun(
            folder,
            "x509",
            "-in",
            "anchor.cer",
            "-inform",
            "DER",
            "-noout",
            "-fingerprint",
            "-sha256");
    assertThat(fingerprint.replace(":", "").toLowerCase(Locale.ROOT))
        .contains(made.manifestSigner().certificateSha256());
  }

  @Test
  void showsWhatTheCertificatesSay() throws Exception {
    generate();
    assertThat(text("anchor.pem"))
        .contains("Digital Signature", "1.3.6.1.5.5.7.3.36", "CA:FALSE")
        .doesNotContain("CRL Distribution", "Authority Information Access");
    assertThat(text("root.pem")).contains("CA:TRUE, pathlen:0", "Certificate Sign, CRL Sign");
  }

  private String text(String file) throws Exception {
    return openssl.mustRun(folder, "x509", "-in", file, "-noout", "-text");
  }

  @Test
  void keyDigestIsThatOfThePublicKey() throws Exception {
    GeneratedKeys made = generate();
    openssl.mustRun(folder, "x509", "-in", "anchor.pem", "-noout", "-pubkey", "-out", "key.pem");
    openssl.mustRun(
        folder, "pkey", "-pubin", "-in", "key.pem", "-outform", "DER", "-out", "key.der");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve("key.der")));
    assertThat(made.manifestSigner().keySha256()).isEqualTo(HexFormat.of().formatHex(digest));
  }

  @Test
  void writesKeyStoresWeRead() throws Exception {
    SigningKey key = openItsKeyStore("basicConstraints=critical,CA:FALSE");
    assertThat(key.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=by openssl");
  }

  /** What {@code openssl req -x509} makes of itself is a certification authority. */
  @Test
  void whatItMakesUnlessToldOtherwiseIsRefused() {
    Faults.assertFault(
        SigningFault.CERTIFICATE_IS_CA, () -> openItsKeyStore("basicConstraints=critical,CA:TRUE"));
  }

  private SigningKey openItsKeyStore(String constraints) throws Exception {
    selfSigned(constraints);
    openssl.mustRun(
        folder,
        "pkcs12",
        "-export",
        "-inkey",
        "k.pem",
        "-in",
        "c.pem",
        "-out",
        "o.p12",
        "-passout",
        PASS);
    // OpenSSL dates by its own clock; a second of that certificate's validity is taken from it.
    return new KeyStoreFile(folder.resolve("o.p12"))
        .open(
            secret(),
            SignerPurpose.MANIFEST,
            TestCertificate.parse(Files.readAllBytes(folder.resolve("c.pem")))
                .getNotBefore()
                .toInstant());
  }

  /** {@code k.pem} and {@code c.pem}. */
  private void selfSigned(String constraints) throws Exception {
    openssl.mustRun(
        folder,
        "req",
        "-x509",
        "-newkey",
        "rsa:3072",
        "-noenc",
        "-keyout",
        "k.pem",
        "-out",
        "c.pem",
        "-subj",
        "/CN=by openssl",
        "-days",
        "3650",
        "-addext",
        constraints,
        "-addext",
        "keyUsage=critical,digitalSignature",
        "-addext",
        "extendedKeyUsage=1.3.6.1.5.5.7.3.36");
  }

  @Test
  void signsTheSameBytes() throws Exception {
    GeneratedKeys made = generate();
    byte[] manifest = "{\"builder\":{}}".getBytes(StandardCharsets.US_ASCII);
    Files.write(folder.resolve("manifest.json"), manifest);
    openssl.mustRun(
        folder,
        "pkcs12",
        "-in",
        "builder.p12",
        "-passin",
        PASS,
        "-noenc",
        "-nocerts",
        "-out",
        "private.pem");
    openssl.mustRun(
        folder, "dgst", "-sha256", "-sign", "private.pem", "-out", "theirs.sig", "manifest.json");
    SigningKey key =
        new KeyStoreFile(made.manifestSigner().keyStore())
            .open(secret(), SignerPurpose.MANIFEST, NOW);
    assertThat(ManifestSigner.sign(manifest, key))
        .hasSize(384)
        .isEqualTo(Files.readAllBytes(folder.resolve("theirs.sig")));
  }

  private GeneratedKeys generate() throws SigningException {
    return new KeyGeneration(
            Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom(), TestKeys.inTurn())
        .generate(KeyRequest.of(folder, "Example Works"), secret(), secret());
  }
}
