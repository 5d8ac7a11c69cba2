package io.airgapkit.builder;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.builder.resolve.ResolvedCertificate;
import io.airgapkit.builder.resolve.ResolvedUpdate;
import io.airgapkit.builder.sign.ManifestSigner;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.builder.stage.StagedKit;
import io.airgapkit.format.Grade;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.Sha256;
import io.airgapkit.format.cms.SignatureFile;
import io.airgapkit.format.cms.SignerCertificate;
import io.airgapkit.format.codec.ManifestWriter;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.profile.KitProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A manifest, its one byte sequence, and a signature file for each signer. */
public final class SignedManifest {
  private final StagedKit staged;
  private final KitManifest manifest;
  private final byte[] bytes;
  private final List<byte[]> signatures;

  private SignedManifest(
      StagedKit staged, KitManifest manifest, byte[] bytes, List<byte[]> signatures) {
    this.staged = staged;
    this.manifest = manifest;
    this.bytes = bytes;
    this.signatures = signatures;
  }

  /**
   * Writes the manifest once and signs those bytes; nothing is serialised again later.
   *
   * @throws BuildRefusedException if the manifest would break a rule of the format
   */
  static SignedManifest sign(StagedKit staged, KitLabel label, SigningKeys signers)
      throws BuildRefusedException, SigningException {
    List<SigningKey> keys = new ArrayList<>(signers.manifest());
    keys.sort(Comparator.comparing(SigningKey::keySha256));
    KitManifest manifest = manifest(staged, label, signers.grade(), keys);
    byte[] bytes;
    try {
      bytes = ManifestWriter.write(manifest);
    } catch (KitFormatException e) {
      throw new BuildRefusedException(e.getMessage(), "no verifier would take such a kit");
    } catch (IllegalArgumentException e) {
      throw new BuildRefusedException(
          "the manifest cannot be written: " + e.getMessage(),
          "use printable ASCII, at most 1024 characters");
    }
    List<byte[]> signatures = new ArrayList<>();
    for (SigningKey key : keys) {
      signatures.add(signature(key, bytes));
    }
    return new SignedManifest(staged, manifest, bytes, signatures);
  }

  private static byte[] signature(SigningKey key, byte[] bytes)
      throws BuildRefusedException, SigningException {
    try {
      return SignatureFile.encode(
          SignerCertificate.read(key.certificateDer()), ManifestSigner.sign(bytes, key));
    } catch (SignerCertificate.NotASignerException e) {
      throw new BuildRefusedException(
          "the signer's certificate is " + e.getMessage(), "make a new one with keygen");
    }
  }

  private static KitManifest manifest(
      StagedKit staged, KitLabel label, Grade grade, List<SigningKey> keys) {
    KitProfile profile = staged.resolved().profile();
    return new KitManifest(
        new KitManifest.Builder("kit-builder", label.version()),
        staged.resolved().certificates().stream().map(ResolvedCertificate::member).toList(),
        label.created(),
        staged.manifestEntries(),
        label.expires(),
        grade,
        label.id(profile),
        new KitManifest.Profile(profile.id(), profile.revision(), profile.title()),
        label.reference(),
        label.sequence(),
        keys.stream().map(k -> new KitManifest.Signer(k.sha256(), k.keySha256())).toList(),
        staged.resolved().updates().stream().map(ResolvedUpdate::member).toList());
  }

  public StagedKit staged() {
    return staged;
  }

  public KitManifest manifest() {
    return manifest;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** The kit digest. */
  public String kitDigest() {
    return Sha256.hexOf(bytes);
  }

  /** The file of signer {@code i} of the manifest. */
  public byte[] signature(int i) {
    return signatures.get(i).clone();
  }
}
