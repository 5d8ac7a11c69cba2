package io.airgapkit.builder.pack;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.cms.SignerCertificate;
import io.airgapkit.profile.catalogue.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * The certificate a pack vouches for: the one the verifiers look for by its digest.
 *
 * @param subject RFC 4514; written by whoever made the certificate, so never trusted as text
 */
public record PackAnchor(
    byte[] der, String sha256, String keySha256, String subject, String validity) {
  private static final int MAX_FILE_BYTES = 64 << 10;

  public PackAnchor {
    der = der.clone();
  }

  @Override
  public byte[] der() {
    return der.clone();
  }

  /** The certificate of a key that signs manifests. */
  public static PackAnchor of(SigningKey signer) {
    try {
      return of(signer.certificateDer());
    } catch (SignerCertificate.NotASignerException e) {
      throw new IllegalStateException("a manifest signer was opened that no verifier takes", e);
    }
  }

  /**
   * A file with one certificate, DER or PEM.
   *
   * @throws BuildRefusedException if a verifier could not take it as an anchor
   */
  public static PackAnchor read(Path file) throws BuildRefusedException, IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_FILE_BYTES);
    }
    Optional<byte[]> der =
        Pem.looksLikePem(bytes) ? Pem.decode(bytes, "CERTIFICATE") : Optional.of(bytes);
    if (der.isPresent() && der.get().length <= FormatLimits.MAX_SIGNER_CERTIFICATE_BYTES) {
      try {
        if (SignerCertificate.read(der.get()).key().isAllowed()) {
          return of(der.get());
        }
      } catch (SignerCertificate.NotASignerException e) {
        // Said below, with the same remedy as for a file that is no certificate at all.
      }
    }
    throw new BuildRefusedException(
        file + " does not hold exactly one certificate with an RSA key of 3,072 to 8,192 bits",
        "give the anchor.cer or anchor.pem that keygen wrote");
  }

  private static PackAnchor of(byte[] der) throws SignerCertificate.NotASignerException {
    SignerCertificate signer = SignerCertificate.read(der);
    return new PackAnchor(
        der, signer.sha256(), signer.keySha256(), signer.subjectText(), signer.validityText());
  }

  byte[] pem() {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String text = "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
