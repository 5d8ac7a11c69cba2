package io.airgapkit.builder.authenticode;

import static io.airgapkit.builder.sign.Faults.assertFault;
import static io.airgapkit.builder.sign.TestCertificate.NOW;
import static io.airgapkit.builder.sign.TestCertificate.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airgapkit.builder.ToolProcess;
import io.airgapkit.builder.sign.GeneratedKeys;
import io.airgapkit.builder.sign.KeyRequest;
import io.airgapkit.builder.sign.KeyStoreFile;
import io.airgapkit.builder.sign.ManifestSigner;
import io.airgapkit.builder.sign.SignerPurpose;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.sign.SigningFault;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.builder.sign.TestKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptSignerTest {
  private static final byte[] SCRIPT =
      ascii("Set-StrictMode -Version 2.0\r\n\r\nfunction Get-It {\r\n\t'it'\r\n}\r\n");
  @TempDir static Path folder;
  private static SigningKey key;
  private static GeneratedKeys made;

  @BeforeAll
  static void makeKeys() throws Exception {
    made =
        TestKeys.generation().generate(KeyRequest.of(folder, "Example Works"), secret(), secret());
    key =
        new KeyStoreFile(made.scriptSigner().orElseThrow().keyStore())
            .open(secret(), SignerPurpose.SCRIPT, NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.ps1", "a.psm1", "a.psd1", "A.PS1"})
  void theScriptThenTheBlock(String name) throws Exception {
    byte[] signed = new ScriptSigner(key).sign(name, SCRIPT);
    assertThat(Arrays.copyOf(signed, SCRIPT.length)).isEqualTo(SCRIPT);
    String block = text(signed).substring(SCRIPT.length);
    assertThat(block)
        .startsWith("\r\n# SIG # Begin signature block\r\n# MII")
        .endsWith("\r\n# SIG # End signature block\r\n");
    assertThat(block.split("\r\n"))
        .allMatch(line -> line.matches("|# SIG # [A-Za-z ]+|# \\S{1,64}"));
  }

  @Test
  void twiceTheSameBytes() throws Exception {
    assertThat(new ScriptSigner(key).sign("a.ps1", SCRIPT))
        .isEqualTo(new ScriptSigner(key).sign("a.ps1", SCRIPT));
  }

  @Test
  void whatIsInTheSignature() throws Exception {
    CMSSignedData cms = cms(new ScriptSigner(key).sign("a.ps1", SCRIPT));
    SignerInformation signer = cms.getSignerInfos().getSigners().iterator().next();
    assertThat(cms.getSignerInfos().size()).isEqualTo(1);
    assertThat(signer.getDigestAlgOID()).isEqualTo("2.16.840.1.101.3.4.2.1");
    assertThat(signer.getEncryptionAlgOID()).isEqualTo("1.2.840.113549.1.1.1");
    assertThat(signer.getSignedAttributes().get(CMSAttributes.signingTime)).isNull();
    assertThat(signer.getUnsignedAttributes()).isNull();
    // The root is not included: a host trusts it already or not at all.
    assertThat(cms.getCertificates().getMatches(null))
        .containsExactly(new X509CertificateHolder(key.certificateDer()));
  }

  @Test
  void bouncyCastleIsNotInstalled() throws Exception {
    new ScriptSigner(key).sign("a.ps1", SCRIPT);
    assertThat(Security.getProviders()).noneMatch(p -> p.getName().startsWith("BC"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.poi.util.IOUtils",
        "com.cedarsoftware.util.io.JsonReader",
        "org.apache.commons.text.StringEscapeUtils"
      })
  void signsWithoutLibrariesForOtherKinds(String absent) {
    assertThatThrownBy(() -> Class.forName(absent)).isInstanceOf(ClassNotFoundException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.vbs", "a.ps1xml", "a.exe", "ps1", "a.ps1.txt", ""})
  void otherKinds(String name) {
    assertFault(SigningFault.SCRIPT_KIND_UNKNOWN, () -> new ScriptSigner(key).sign(name, SCRIPT));
  }

  @Test
  void notAscii() {
    for (String text : List.of("\u00e9\r\n", "\ufeff'a'\r\n", "a\0\r\n", "a\u007f\r\n", "\f\r\n")) {
      assertFault(SigningFault.SCRIPT_NOT_ASCII, () -> signUtf8(text));
    }
    assertThat(assertFault(SigningFault.SCRIPT_NOT_ASCII, () -> signUtf8("ab\u00e9\r\n")).facts())
        .containsEntry("byte", "c3")
        .containsEntry("offset", "2");
  }

  @Test
  void otherLineEnds() {
    for (String text :
        List.of("", "a", "a\n", "a\r", "a\r\nb", "a\r\nb\n", "a\rb\r\n", "\na\r\n", "a\r\r\n")) {
      assertFault(SigningFault.SCRIPT_LINE_ENDS_WRONG, () -> signUtf8(text));
    }
    assertThat(
            assertFault(SigningFault.SCRIPT_LINE_ENDS_WRONG, () -> signUtf8("a\r\nb\nc\r\n"))
                .facts())
        .containsEntry("offset", "4");
  }

  @Test
  void signedAlready() throws Exception {
    byte[] signed = new ScriptSigner(key).sign("a.ps1", SCRIPT);
    assertFault(
        SigningFault.SCRIPT_ALREADY_SIGNED, () -> new ScriptSigner(key).sign("a.ps1", signed));
    assertFault(
        SigningFault.SCRIPT_ALREADY_SIGNED, () -> signUtf8("# SIG # End signature block\r\n"));
    // In the middle of a line it is only text.
    assertThat(signUtf8("'# SIG # '\r\n")).isNotEmpty();
  }

  @Test
  void theSizeIsBounded() throws Exception {
    byte[] large = new byte[ScriptSigner.LIMIT + 1];
    Arrays.fill(large, (byte) ' ');
    large[large.length - 2] = '\r';
    large[large.length - 1] = '\n';
    assertFault(SigningFault.SCRIPT_TOO_LARGE, () -> new ScriptSigner(key).sign("a.ps1", large));
    byte[] most = Arrays.copyOfRange(large, 1, large.length);
    assertThat(new ScriptSigner(key).sign("a.ps1", most)).hasSizeGreaterThan(most.length);
  }

  @Test
  void aManifestSignersKey() throws Exception {
    SigningKey manifestKey =
        new KeyStoreFile(made.manifestSigner().keyStore())
            .open(secret(), SignerPurpose.MANIFEST, NOW);
    assertFault(SigningFault.CERTIFICATE_USAGE_WRONG, () -> new ScriptSigner(manifestKey));
    assertFault(SigningFault.CERTIFICATE_USAGE_WRONG, () -> ManifestSigner.sign(new byte[1], key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s.ps1", "s.psm1", "s.psd1"})
  void osslsigncodeAgrees(String name) throws Exception {
    ToolProcess tool = ToolProcess.require("osslsigncode");
    byte[] signed = new ScriptSigner(key).sign(name, SCRIPT);
    ToolProcess.Result good = verify(tool, name, signed);
    assertThat(good.exitCode()).as(good.output()).isZero();
    assertThat(good.output()).contains("Signature verification: ok");
    for (int offset : new int[] {0, SCRIPT.length / 2, SCRIPT.length - 3}) {
      byte[] changed = signed.clone();
      changed[offset] ^= 0x01;
      assertThat(verify(tool, name, changed).exitCode()).as("byte %s", offset).isNotZero();
    }
  }

  private static ToolProcess.Result verify(ToolProcess tool, String name, byte[] bytes)
      throws Exception {
    Files.write(folder.resolve(name), bytes);
    return tool.run(
        folder,
        "verify",
        "-CAfile",
        "root.pem",
        "-ignore-timestamp",
        "-ignore-cdp",
        "-time",
        Long.toString(NOW.getEpochSecond()),
        "-in",
        name);
  }

  private static byte[] signUtf8(String script) throws SigningException {
    return new ScriptSigner(key).sign("a.ps1", script.getBytes(StandardCharsets.UTF_8));
  }

  private static CMSSignedData cms(byte[] signed) throws Exception {
    String block = text(signed).substring(text(signed).indexOf("# SIG # Begin"));
    String base64 = block.replaceAll("# SIG # [A-Za-z ]+\r\n", "").replaceAll("# |\r\n", "");
    return new CMSSignedData(Base64.getDecoder().decode(base64));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
