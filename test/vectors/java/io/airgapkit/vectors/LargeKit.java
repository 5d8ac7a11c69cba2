package io.airgapkit.vectors;

import io.airgapkit.format.EntryRole;
import io.airgapkit.format.Grade;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.cms.SignatureFile;
import io.airgapkit.format.cms.SignerCertificate;
import io.airgapkit.format.codec.ManifestWriter;
import io.airgapkit.format.codec.SumsText;
import io.airgapkit.format.container.ContainerEntry;
import io.airgapkit.format.container.ContainerLayout;
import io.airgapkit.format.container.HeaderFunction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A kit of long entries, all zeros, called a, b, c and so on. The file is sparse and takes no room.
 *
 * @param anchor SHA-256 of the signer's certificate
 * @param created seconds since 1970
 */
public record LargeKit(Path file, ContainerLayout layout, String anchor, long created) {
  private static final byte[] NOTHING = {};

  /** 2026-11-01T00:00:00Z. */
  private static final long CREATED = 1_793_491_200L;

  /** Beyond 4 GiB, small entries on both sides: every field that Zip64 has is in use. */
  public static LargeKit in(Path folder) throws Exception {
    return of(folder, Zeros.NONE, Zeros.ABOVE_4_GIB, Zeros.NONE);
  }

  /** A kit of these entries and no other payload. */
  public static LargeKit of(Path folder, Zeros... payload) throws Exception {
    TestCertificate signer = TestCertificate.of(TestKey.of("signer one", 3072));
    KitManifest manifest = manifest(signer, payload);
    byte[] bytes = ManifestWriter.write(manifest);
    byte[] signature =
        SignatureFile.encode(SignerCertificate.read(signer.der()), signer.key().sign(bytes));
    List<byte[]> small = List.of(SumsText.bytes(manifest.entries()), bytes, signature);
    List<ContainerEntry> entries = new ArrayList<>();
    for (KitManifest.Entry e : manifest.entries()) {
      if (e.role() != EntryRole.SUMS) {
        entries.add(new ContainerEntry(e.path(), e.size(), Long.parseLong(e.crc32(), 16)));
      }
    }
    entries.add(entry(KitManifest.SUMS_PATH, small.get(0)));
    entries.add(entry(KitManifest.MANIFEST_PATH, bytes));
    entries.add(entry(manifest.signers().get(0).signaturePath(), signature));
    ContainerLayout layout = new ContainerLayout(entries);
    Path file = folder.resolve(manifest.id() + ".zip");
    write(file, layout, small);
    return new LargeKit(file, layout, signer.sha256(), CREATED);
  }

  private static KitManifest manifest(TestCertificate signer, Zeros... payload) {
    List<KitManifest.Entry> entries = new ArrayList<>();
    for (Zeros zeros : payload) {
      String path = String.valueOf((char) ('a' + entries.size()));
      EntryRole role = zeros.size() == 0 ? EntryRole.DATA : EntryRole.UPDATE;
      entries.add(new KitManifest.Entry(zeros.crc32(), path, role, zeros.sha256(), zeros.size()));
    }
    entries.add(0, SumsText.entry(entries));
    return new KitManifest(
        new KitManifest.Builder("test", "1"),
        List.of(),
        CREATED,
        entries,
        CREATED + 86_400,
        Grade.PRODUCTION,
        "large-20261101T000000Z",
        new KitManifest.Profile("large", 1, "more than 32 bits can count"),
        "",
        1,
        List.of(new KitManifest.Signer(signer.sha256(), signer.keySha256())),
        List.of());
  }

  private static ContainerEntry entry(String path, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return new ContainerEntry(path, bytes.length, crc.getValue());
  }

  private static void write(Path file, ContainerLayout layout, List<byte[]> small)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      int payload = layout.entries().size() - small.size();
      for (int i = 0; i < layout.entries().size(); i++) {
        put(channel, HeaderFunction.local(layout.entries().get(i)), layout.headerOffset(i));
        put(channel, i < payload ? NOTHING : small.get(i - payload), layout.contentOffset(i));
      }
      put(channel, layout.tail(), layout.directoryOffset());
    }
  }

  /** Writes over a part of a file. */
  public static void put(FileChannel channel, byte[] bytes, long at) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, at + buffer.position());
    }
  }
}
