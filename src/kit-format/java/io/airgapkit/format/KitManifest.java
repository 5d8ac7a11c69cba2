package io.airgapkit.format;

import java.util.List;

/**
 * {@code META/manifest.json} as values: what the signers sign (specification, section 6).
 *
 * <p>Times are seconds since 1970-01-01T00:00:00Z. Lists keep the order of the document. Nothing is
 * checked here: {@code ManifestReader} gives only manifests that keep every rule, {@code
 * ManifestWriter} refuses others.
 *
 * @param reference the operator's change ticket, may be empty
 * @param sequence 1 to 2^53-1, rising per profile and trust root
 */
public record KitManifest(
    Builder builder,
    List<Certificate> certificates,
    long created,
    List<Entry> entries,
    long expires,
    Grade grade,
    String id,
    Profile profile,
    String reference,
    long sequence,
    List<Signer> signers,
    List<Update> updates) {

  /** Value of the member {@code format}. */
  public static final String FORMAT = "airgap-kit/1";

  public static final String MANIFEST_PATH = "META/manifest.json";
  public static final String SUMS_PATH = "META/SHA256SUMS";
  public static final String SIGNATURE_FOLDER = "META/signatures/";

  public KitManifest {
    certificates = List.copyOf(certificates);
    entries = List.copyOf(entries);
    signers = List.copyOf(signers);
    updates = List.copyOf(updates);
  }

  /** The program that made the kit. */
  public record Builder(String name, String version) {}

  /**
   * A certificate carried for a store of the host. Name and dates are the signer's statement;
   * whoever acts reads the DER.
   *
   * @param name subject as RFC 4514 text
   * @param sha1 40 lower-case hex digits over the DER
   * @param sha256 64 lower-case hex digits over the DER
   */
  public record Certificate(
      String name,
      long notAfter,
      long notBefore,
      String path,
      String sha1,
      String sha256,
      CertificateStore store) {}

  /**
   * One file of the kit.
   *
   * @param crc32 8 lower-case hex digits, as the container's headers need it
   * @param size bytes
   */
  public record Entry(String crc32, String path, EntryRole role, String sha256, long size) {}

  /** The profile the kit was made from. */
  public record Profile(String id, long revision, String title) {}

  /**
   * One signer.
   *
   * @param certificateSha256 digest of the certificate's DER
   * @param keySha256 digest of the DER of its SubjectPublicKeyInfo
   */
  public record Signer(String certificateSha256, String keySha256) {
    /** First 16 digits of the key's digest: how files and people call the key. */
    public String keyName() {
      return keySha256.substring(0, 16);
    }

    /** Path of this signer's file in the kit. */
    public String signaturePath() {
      return SIGNATURE_FOLDER + keyName() + ".p7s";
    }
  }

  /**
   * A reference to a Windows update.
   *
   * @param order of installation within train and architecture, from 1
   * @param path entry that carries the file, or empty when it is only referenced
   */
  public record Update(
      Architecture architecture,
      String kb,
      UpdateKind kind,
      long order,
      String path,
      String train) {}
}
