package io.airgapkit.builder.policy;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.sign.SignerPurpose;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.profile.catalogue.CertificateSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Certificates that hosts are to trust so that they run the kit's scripts: policy.md, section 6.
 * Whoever holds these keys can run code on every such host, so this is never a default.
 *
 * @param publisher the script signer's certificate
 * @param root the one that issued it
 */
public record SignerTrust(X509Certificate publisher, Optional<X509Certificate> root) {
  private static final Set<String> STRONG =
      Set.of("SHA256withRSA", "SHA384withRSA", "SHA512withRSA");
  private static final String HINT =
      "make script signer and root with keygen, or by hand as the policy document says, section 6";

  /** What the root may be for at most; anything else would be trusted along with the scripts. */
  private static final Set<String> ROOT_PURPOSES =
      Set.of(SignerPurpose.SCRIPT.extendedKeyUsage(), SignerPurpose.MANIFEST.extendedKeyUsage());

  /**
   * Reads and judges the files.
   *
   * @throws BuildRefusedException for anything but one certificate a file, a publisher that cannot
   *     sign scripts or was made on the spot, and a root that could vouch for more than scripts, is
   *     weak, or is not valid now
   */
  public static SignerTrust read(Path publisherFile, Optional<Path> rootFile, Instant now)
      throws IOException, BuildRefusedException {
    X509Certificate publisher = certificate(publisherFile);
    requireNotQuickStart(publisher, publisherFile);
    require(
        publisher.getBasicConstraints() < 0,
        publisherFile + " is a certification authority, not a signer of scripts",
        HINT);
    require(
        purposes(publisher).contains(SignerPurpose.SCRIPT.extendedKeyUsage()),
        publisherFile + " is not for signing code",
        HINT);
    Optional<X509Certificate> root = Optional.empty();
    if (rootFile.isPresent()) {
      root = Optional.of(root(rootFile.get(), publisher, now));
    }
    return new SignerTrust(publisher, root);
  }

  private static X509Certificate root(Path file, X509Certificate publisher, Instant now)
      throws IOException, BuildRefusedException {
    X509Certificate root = certificate(file);
    requireNotQuickStart(root, file);
    require(
        root.getBasicConstraints() == 0,
        file + " is no root with pathLenConstraint 0: it could make further authorities",
        HINT);
    List<String> purposes = purposes(root);
    require(
        purposes.contains(SignerPurpose.SCRIPT.extendedKeyUsage())
            && ROOT_PURPOSES.containsAll(purposes),
        file + " is not limited to signing code by its extended key usage",
        HINT);
    require(
        issued(root, root) && issued(root, publisher),
        file + " did not issue the script signer's certificate, or not itself",
        "give the root at the top of the script signer's chain");
    requireSound(root, file, now);
    return root;
  }

  /** What is demanded of a kit's signer, demanded of who may make one. */
  private static void requireSound(X509Certificate root, Path file, Instant now)
      throws BuildRefusedException {
    boolean strong =
        root.getPublicKey() instanceof RSAPublicKey key
            && key.getModulus().bitLength() >= SigningKey.LEAST_BITS
            && STRONG.contains(root.getSigAlgName());
    require(
        strong,
        file + " is weaker than RSA of " + SigningKey.LEAST_BITS + " bits with SHA-256",
        "make a root with keygen");
    boolean valid =
        !now.isBefore(root.getNotBefore().toInstant())
            && !now.isAfter(root.getNotAfter().toInstant());
    require(
        valid,
        file
            + " is valid from "
            + root.getNotBefore().toInstant()
            + " to "
            + root.getNotAfter().toInstant()
            + ", not now",
        "make a new root with keygen, and a script signer below it");
  }

  /**
   * @param scriptSigner the key that signs the kit's scripts
   * @throws BuildRefusedException if it is another one, made on the spot, or there is none
   */
  public void requireSigns(Optional<SigningKey> scriptSigner) throws BuildRefusedException {
    require(
        !scriptSigner.map(SigningKey::quickStart).orElse(false),
        "hosts must not trust a key that was made on the spot, and --quick-start makes one",
        "make keys with keygen and name them with --signer and --script-signer");
    require(
        scriptSigner.isPresent() && scriptSigner.get().certificate().equals(publisher),
        "the certificate given with --trust-publisher is not the script signer's",
        "give the certificate of the key named with --script-signer");
  }

  private static void requireNotQuickStart(X509Certificate certificate, Path file)
      throws BuildRefusedException {
    require(
        !SigningKey.isQuickStart(certificate),
        file + " was made on the spot by a quick start",
        "hosts must not trust such a key; make one with keygen");
  }

  private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
    try {
      certificate.verify(issuer.getPublicKey());
      return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static List<String> purposes(X509Certificate certificate) throws BuildRefusedException {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes == null ? List.of() : purposes;
    } catch (CertificateParsingException e) {
      throw new BuildRefusedException(
          "a certificate's extended key usage cannot be read: " + e.getMessage(), HINT);
    }
  }

  private static X509Certificate certificate(Path file) throws IOException, BuildRefusedException {
    require(!Files.isDirectory(file), file + " is a folder", "name the file in it");
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(CertificateSource.MAX_FILE_BYTES + 1);
    }
    Optional<X509Certificate> parsed =
        bytes.length > CertificateSource.MAX_FILE_BYTES
            ? Optional.empty()
            : CertificateSource.parse(bytes);
    return parsed.orElseThrow(
        () ->
            new BuildRefusedException(
                file + " is not exactly one certificate",
                "give one in DER, or in PEM without other text, of at most 16 KiB"));
  }

  private static void require(boolean holds, String message, String hint)
      throws BuildRefusedException {
    if (!holds) {
      throw new BuildRefusedException(message, hint);
    }
  }
}
