package io.airgapkit.builder;

import io.airgapkit.builder.archive.ArchiveEntry;
import io.airgapkit.builder.archive.KitArchiveWriter;
import io.airgapkit.builder.stage.Payload;
import io.airgapkit.builder.stage.StagedEntry;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.codec.SumsText;
import io.airgapkit.format.container.ContainerEntry;
import io.airgapkit.verifier.KitVerifier;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.report.VerificationReport;
import io.airgapkit.verifier.trust.Anchor;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A kit on disk that our own verifier has found to be authentic. There is no other way to one. */
public final class SealedKit {
  private final Path folder;
  private final SignedManifest signed;
  private final long bytes;

  private SealedKit(Path folder, SignedManifest signed, long bytes) {
    this.folder = folder;
    this.signed = signed;
    this.bytes = bytes;
  }

  /**
   * Writes zip, manifest copy and signature copies into an existing folder, then verifies the zip
   * from the disk.
   *
   * @param now the run's clock reading, seconds since 1970
   * @throws IllegalStateException if the verifier does not find it authentic: our bug
   */
  static SealedKit seal(SignedManifest signed, Path folder, long now, Progress progress)
      throws IOException, KitUnreadableException {
    KitManifest manifest = signed.manifest();
    Path zip = folder.resolve(manifest.id() + ".zip");
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            zip,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      KitArchiveWriter.write(channel, entries(signed));
    }
    Files.write(folder.resolve(manifest.id() + ".manifest.json"), signed.bytes());
    List<Anchor> anchors = new ArrayList<>();
    for (int i = 0; i < manifest.signers().size(); i++) {
      KitManifest.Signer signer = manifest.signers().get(i);
      Files.write(
          folder.resolve(manifest.id() + "." + signer.keyName() + ".p7s"), signed.signature(i));
      anchors.add(Anchor.typed(signer.certificateSha256()));
    }
    VerificationReport report = new KitVerifier(anchors, now, Purpose.AUDIT, progress).verify(zip);
    if (!report.ok()) {
      throw new IllegalStateException("the sealed kit does not verify: " + report.findings());
    }
    return new SealedKit(folder, signed, report.bytes());
  }

  private static List<ArchiveEntry> entries(SignedManifest signed) {
    List<ArchiveEntry> out = new ArrayList<>();
    for (StagedEntry staged : signed.staged().payload()) {
      KitManifest.Entry e = staged.entry();
      out.add(
          new ArchiveEntry(
              new ContainerEntry(e.path(), e.size(), Long.parseLong(e.crc32(), 16)),
              staged.payload()));
    }
    out.add(entry(KitManifest.SUMS_PATH, signed.staged().sums()));
    out.add(entry(KitManifest.MANIFEST_PATH, signed.bytes()));
    List<KitManifest.Signer> signers = signed.manifest().signers();
    for (int i = 0; i < signers.size(); i++) {
      out.add(entry(signers.get(i).signaturePath(), signed.signature(i)));
    }
    return out;
  }

  private static ArchiveEntry entry(String path, byte[] bytes) {
    long crc = Long.parseLong(SumsText.crc32Hex(bytes), 16);
    return new ArchiveEntry(new ContainerEntry(path, bytes.length, crc), Payload.of(bytes));
  }

  /** Where the zip and its copies lie. */
  public Path folder() {
    return folder;
  }

  public SignedManifest signed() {
    return signed;
  }

  /** Length of the zip, bytes. */
  public long bytes() {
    return bytes;
  }
}
