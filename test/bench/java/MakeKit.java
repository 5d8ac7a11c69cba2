import io.airgapkit.builder.archive.ArchiveEntry;
import io.airgapkit.builder.archive.KitArchiveWriter;
import io.airgapkit.builder.stage.Payload;
import io.airgapkit.builder.stage.StagedEntry;
import io.airgapkit.format.EntryRole;
import io.airgapkit.format.Grade;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.cms.SignatureFile;
import io.airgapkit.format.cms.SignerCertificate;
import io.airgapkit.format.codec.ManifestWriter;
import io.airgapkit.format.codec.SumsText;
import io.airgapkit.format.container.ContainerEntry;
import io.airgapkit.vectors.TestCertificate;
import io.airgapkit.vectors.TestKey;
import io.airgapkit.verifier.KitVerifier;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.trust.Anchor;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Seals any files into a kit by the steps of the builder: each file is read for its digests, the
 * manifest is signed, the container is written and held to the header function, and the verifier
 * reads it again. The key is a test key that anybody can compute.
 */
final class MakeKit {
  private static final long CREATED = 1_793_491_200L;

  private MakeKit() {}

  /**
   * Prints the anchor.
   *
   * @param args the kit to write, then the files; one file may go in more than once
   */
  public static void main(String[] args) throws Exception {
    TestCertificate signer = TestCertificate.of(TestKey.of("bench", 3072));
    List<StagedEntry> payload = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      String path = "updates/" + Integer.toString(1000 + i).substring(1) + ".msu";
      payload.add(StagedEntry.of(path, EntryRole.UPDATE, Payload.of(Path.of(args[i]))));
    }
    List<KitManifest.Entry> listed = new ArrayList<>();
    payload.forEach(e -> listed.add(e.entry()));
    byte[] sums = SumsText.bytes(listed);
    listed.add(SumsText.entry(listed));
    listed.sort(Comparator.comparing(KitManifest.Entry::path));
    KitManifest manifest = manifest(signer, listed);
    byte[] bytes = ManifestWriter.write(manifest);
    byte[] signature =
        SignatureFile.encode(SignerCertificate.read(signer.der()), signer.key().sign(bytes));

    List<ArchiveEntry> entries = new ArrayList<>();
    payload.forEach(e -> entries.add(new ArchiveEntry(header(e.entry()), e.payload())));
    entries.add(small(KitManifest.SUMS_PATH, sums));
    entries.add(small(KitManifest.MANIFEST_PATH, bytes));
    entries.add(small(manifest.signers().get(0).signaturePath(), signature));
    Path kit = Path.of(args[0]);
    try (FileChannel channel =
        FileChannel.open(
            kit,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      KitArchiveWriter.write(channel, entries);
    }
    List<Anchor> anchors = List.of(Anchor.typed(signer.sha256()));
    if (!new KitVerifier(anchors, CREATED, Purpose.AUDIT, Progress.NONE).verify(kit).ok()) {
      throw new IllegalStateException("the kit does not verify");
    }
    System.out.println(signer.sha256());
  }

  private static KitManifest manifest(TestCertificate signer, List<KitManifest.Entry> entries) {
    return new KitManifest(
        new KitManifest.Builder("bench", "1"),
        List.of(),
        CREATED,
        entries,
        CREATED + 86_400,
        Grade.PRODUCTION,
        "bench-20261101T000000Z",
        new KitManifest.Profile("bench", 1, "a kit to be measured"),
        "",
        1,
        List.of(new KitManifest.Signer(signer.sha256(), signer.keySha256())),
        List.of());
  }

  private static ArchiveEntry small(String path, byte[] bytes) {
    return new ArchiveEntry(
        new ContainerEntry(path, bytes.length, Long.parseLong(SumsText.crc32Hex(bytes), 16)),
        Payload.of(bytes));
  }

  private static ContainerEntry header(KitManifest.Entry e) {
    return new ContainerEntry(e.path(), e.size(), Long.parseLong(e.crc32(), 16));
  }
}
