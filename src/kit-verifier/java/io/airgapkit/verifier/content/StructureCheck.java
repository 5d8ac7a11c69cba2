package io.airgapkit.verifier.content;

import io.airgapkit.format.EntryRole;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.container.ContainerEntry;
import io.airgapkit.format.container.ContainerLayout;
import io.airgapkit.format.container.HeaderFunction;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.container.KitFile;
import io.airgapkit.verifier.container.SignatureBytes;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.signature.AuthenticatedManifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Stage 4: length, local headers and directory as generated from the manifest must be those of the
 * file, byte for byte.
 */
public final class StructureCheck {
  private StructureCheck() {}

  /**
   * @return where everything stands, payload first, in the order of the container
   * @throws KitFormatException KIT_LENGTH_MISMATCH, HEADER_MISMATCH or DIRECTORY_MISMATCH
   */
  public static ContainerLayout check(
      KitFile file, AuthenticatedManifest authentic, KitManifest manifest)
      throws KitFormatException, KitUnreadableException {
    ContainerLayout layout = layout(authentic, manifest);
    if (layout.length() != file.length()) {
      throw new KitFormatException(FindingCode.KIT_LENGTH_MISMATCH, layout.length(), file.length());
    }
    for (int i = 0; i < layout.entries().size(); i++) {
      byte[] header = HeaderFunction.local(layout.entries().get(i));
      if (!Arrays.equals(header, file.read(layout.headerOffset(i), header.length))) {
        throw new KitFormatException(FindingCode.HEADER_MISMATCH, layout.entries().get(i).path());
      }
    }
    byte[] tail = layout.tail();
    int difference = Arrays.mismatch(tail, file.read(layout.directoryOffset(), tail.length));
    if (difference >= 0) {
      throw new KitFormatException(
          FindingCode.DIRECTORY_MISMATCH, layout.directoryOffset() + difference);
    }
    return layout;
  }

  private static ContainerLayout layout(AuthenticatedManifest authentic, KitManifest manifest) {
    List<ContainerEntry> entries =
        new ArrayList<>(manifest.entries().size() + 1 + authentic.signatures().size());
    ContainerEntry sums = null;
    for (KitManifest.Entry e : manifest.entries()) {
      ContainerEntry entry = new ContainerEntry(e.path(), e.size(), Long.parseLong(e.crc32(), 16));
      if (e.role() == EntryRole.SUMS) {
        sums = entry;
      } else {
        entries.add(entry);
      }
    }
    entries.add(sums);
    entries.add(entry(KitManifest.MANIFEST_PATH, authentic.bytes()));
    for (SignatureBytes signature : authentic.signatures()) {
      entries.add(entry(signature.path(), signature.bytes()));
    }
    return new ContainerLayout(entries);
  }

  private static ContainerEntry entry(String path, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return new ContainerEntry(path, bytes.length, crc.getValue());
  }
}
