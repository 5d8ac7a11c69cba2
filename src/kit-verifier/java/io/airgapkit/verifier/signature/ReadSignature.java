package io.airgapkit.verifier.signature;

import io.airgapkit.format.KitManifest;
import io.airgapkit.format.cms.SignatureFile;
import io.airgapkit.format.cms.SignerCertificate;
import io.airgapkit.verifier.container.OpenedKit;
import io.airgapkit.verifier.container.SignatureBytes;
import io.airgapkit.verifier.report.SignerView;
import io.airgapkit.verifier.trust.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A signature file after the one time it is taken apart; nothing is decided yet. */
public final class ReadSignature {
  private final String path;
  private final byte[] bytes;
  private final Optional<SignatureFile> parts;

  private ReadSignature(String path, byte[] bytes, Optional<SignatureFile> parts) {
    this.path = path;
    this.bytes = bytes;
    this.parts = parts;
  }

  /** Those of a kit, in its order. */
  public static List<ReadSignature> in(OpenedKit kit) {
    List<ReadSignature> out = new ArrayList<>();
    for (SignatureBytes file : kit.signatures()) {
      out.add(new ReadSignature(file.path(), file.bytes(), parts(file.bytes())));
    }
    return out;
  }

  /**
   * One that lies outside a kit, under the name its key would have inside; what cannot be read
   * keeps its own name.
   */
  public static ReadSignature loose(String name, byte[] bytes) {
    Optional<SignatureFile> parts = parts(bytes);
    if (parts.isEmpty()) {
      return new ReadSignature(name, bytes, parts);
    }
    String key = parts.get().certificate().keySha256();
    String path = KitManifest.SIGNATURE_FOLDER + key.substring(0, 16) + ".p7s";
    return new ReadSignature(path, bytes, parts);
  }

  private static Optional<SignatureFile> parts(byte[] bytes) {
    try {
      return Optional.of(SignatureFile.read(bytes));
    } catch (SignatureFile.MalformedSignatureException e) {
      return Optional.empty();
    }
  }

  /** All signers whose files can be read, for people who gave no anchor. */
  public static List<SignerView> view(List<ReadSignature> files) {
    List<SignerView> out = new ArrayList<>();
    for (ReadSignature file : files) {
      if (file.parts.isPresent()) {
        out.add(file.view(Optional.empty()));
      }
    }
    return out;
  }

  /** What the certificate says of itself; there must be one. */
  SignerView view(Optional<Anchor> anchor) {
    SignerCertificate certificate = parts.orElseThrow().certificate();
    return new SignerView(
        path,
        certificate.sha256(),
        certificate.keySha256(),
        certificate.subjectText(),
        certificate.validityText(),
        anchor);
  }

  /** Certificate and signature, or empty if the file is malformed. */
  Optional<SignatureFile> parts() {
    return parts;
  }

  public String path() {
    return path;
  }

  /** The file as it stands. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
