package io.airgapkit.format.codec;

import io.airgapkit.format.EntryRole;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * {@code META/SHA256SUMS}: what {@code sha256sum -c} reads, a line for each payload entry in the
 * order of paths.
 */
public final class SumsText {
  private SumsText() {}

  /** The file's bytes: {@code <digest> <path>\n} (two blanks) for every entry but the sums' own. */
  public static byte[] bytes(List<KitManifest.Entry> entries) {
    StringBuilder out = new StringBuilder();
    for (KitManifest.Entry e : entries) {
      if (e.role() != EntryRole.SUMS) {
        out.append(e.sha256()).append("  ").append(e.path()).append('\n');
      }
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The entry the manifest must list for the sums of these entries. */
  public static KitManifest.Entry entry(List<KitManifest.Entry> entries) {
    byte[] bytes = bytes(entries);
    return new KitManifest.Entry(
        crc32Hex(bytes), KitManifest.SUMS_PATH, EntryRole.SUMS, Sha256.hexOf(bytes), bytes.length);
  }

  /** CRC-32 as the manifest writes it: 8 lower-case hex digits. */
  public static String crc32Hex(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc32Hex(crc.getValue());
  }

  public static String crc32Hex(long value) {
    String hex = Long.toHexString(value);
    return "0".repeat(8 - hex.length()) + hex;
  }
}
