package io.airgapkit.builder.stage;

import io.airgapkit.format.EntryRole;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.Sha256;
import io.airgapkit.format.codec.SumsText;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.CRC32;

/** A file of the kit with what its bytes came to when they were read. */
public record StagedEntry(KitManifest.Entry entry, Payload payload) {

  /** Reads the payload once for size, SHA-256 and CRC-32. */
  public static StagedEntry of(String path, EntryRole role, Payload payload) throws IOException {
    MessageDigest sha256 = Sha256.fresh();
    CRC32 crc = new CRC32();
    long size = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = payload.open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
        crc.update(buffer, 0, n);
        size += n;
      }
    }
    String crc32 = SumsText.crc32Hex(crc.getValue());
    return new StagedEntry(
        new KitManifest.Entry(crc32, path, role, Sha256.hex(sha256.digest()), size), payload);
  }

  /** An entry whose bytes are in memory. */
  public static StagedEntry of(String path, EntryRole role, byte[] bytes) {
    try {
      return of(path, role, Payload.of(bytes));
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be read", e);
    }
  }
}
