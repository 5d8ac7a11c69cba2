package io.airgapkit.builder.sign;

import static io.airgapkit.builder.sign.Faults.assertFault;
import static io.airgapkit.builder.sign.TestCertificate.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.airgapkit.builder.authenticode.ScriptSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
  private static final List<String> FILES =
      List.of(
          "quick-start-anchor.cer",
          "quick-start-anchor.pem",
          "quick-start-root.pem",
          "quick-start-scripts.p12",
          "quick-start.p12",
          "quick-start.passphrase");
  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void makesBothSigners() throws Exception {
    QuickStart.Keys keys = quickStart(NOW).openOrMake();
    assertThat(keys.madeNow()).isTrue();
    assertThat(folder.toFile().list()).containsExactlyInAnyOrderElementsOf(FILES);
    assertThat(keys.manifestSigner().chain()).hasSize(1);
    assertThat(keys.scriptSigner().chain()).hasSize(2);
    assertThat(Files.readAllBytes(keys.anchorDer()))
        .isEqualTo(keys.manifestSigner().certificateDer());
    assertThat(TestCertificate.parse(Files.readAllBytes(keys.anchorPem())))
        .isEqualTo(keys.manifestSigner().certificate());
    assertThat(TestCertificate.parse(Files.readAllBytes(keys.scriptTrustPem())))
        .isEqualTo(keys.scriptSigner().chain().get(1));
    assertThat(ManifestSigner.sign(new byte[] {1}, keys.manifestSigner())).hasSize(384);
    assertThat(new ScriptSigner(keys.scriptSigner()).sign("a.ps1", new byte[] {'\r', '\n'}))
        .isNotEmpty();
  }

  @Test
  void theCertificatesSayWhatTheyAre() throws Exception {
    QuickStart.Keys keys = quickStart(NOW).openOrMake();
    assertThat(keys.manifestSigner().quickStart()).isTrue();
    assertThat(keys.scriptSigner().quickStart()).isTrue();
    assertThat(keys.manifestSigner().certificate().getSubjectX500Principal().getName())
        .isEqualTo("CN=air-gap quick start kit signer,OU=quick-start,O=air-gap quick start");
    assertThat(keys.manifestSigner().certificate().getNotAfter())
        .isEqualTo(Instant.parse("2027-03-01T11:59:59Z"));
  }

  @Test
  void theNextBuildFindsThemAgain() throws Exception {
    QuickStart.Keys first = quickStart(NOW).openOrMake();
    byte[] store = Files.readAllBytes(first.keyStore());
    QuickStart.Keys second = quickStart(NOW.plus(Duration.ofDays(300))).openOrMake();
    assertThat(second.madeNow()).isFalse();
    assertThat(second.manifestSigner().sha256()).isEqualTo(first.manifestSigner().sha256());
    assertThat(second.scriptSigner().sha256()).isEqualTo(first.scriptSigner().sha256());
    assertThat(Files.readAllBytes(first.keyStore())).isEqualTo(store);
  }

  @Test
  void expiredOnesAreNotRenewedSilently() throws Exception {
    quickStart(NOW).openOrMake();
    assertFault(
        SigningFault.CERTIFICATE_EXPIRED,
        () -> quickStart(NOW.plus(Duration.ofDays(366))).openOrMake());
  }

  @Test
  void aPartIsNotCompleted() throws Exception {
    quickStart(NOW).openOrMake();
    for (String name : FILES) {
      Path aside = folder.resolveSibling(folder.getFileName() + ".aside");
      Files.move(folder.resolve(name), aside);
      SigningException fault =
          assertFault(SigningFault.QUICK_START_INCOMPLETE, () -> quickStart(NOW).openOrMake());
      assertThat(fault.facts()).containsEntry("paths", name);
      assertThat(folder.resolve(name)).doesNotExist();
      Files.move(aside, folder.resolve(name));
    }
    assertThat(quickStart(NOW).openOrMake().madeNow()).isFalse();
  }

  @Test
  void thePassphraseIsRandomAndTheOwners() throws Exception {
    quickStart(NOW).openOrMake();
    Path file = folder.resolve("quick-start.passphrase");
    String first = Files.readString(file);
    assertThat(first).matches("[0-9a-f]{32}\n");
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "has modes");
    for (String name : List.of("quick-start.passphrase", "quick-start.p12")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .isEqualTo("rw-------");
    }
    assertThat(warnings).isEmpty();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    quickStart(NOW).openOrMake();
    assertThat(warnings).hasSize(1);
    Path other = folder.resolve("other");
    new QuickStart(generation(NOW), other, warnings::add).openOrMake();
    assertThat(Files.readString(other.resolve("quick-start.passphrase"))).isNotEqualTo(first);
  }

  @Test
  void aFolderOfItsOwnNeedsNoWarningAndAnOpenOneGetsIt() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "has modes");
    Path own = folder.resolve("keys");
    QuickStart quickStart = new QuickStart(generation(NOW), own, warnings::add);
    quickStart.openOrMake();
    quickStart.openOrMake();
    assertThat(warnings).isEmpty();
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
    quickStart.openOrMake();
    assertThat(warnings).hasSize(1);
  }

  private QuickStart quickStart(Instant now) {
    return new QuickStart(generation(now), folder, warnings::add);
  }

  private static KeyGeneration generation(Instant now) {
    return new KeyGeneration(
        Clock.fixed(now, ZoneOffset.UTC), new SecureRandom(), TestKeys.inTurn());
  }
}
