package io.airgapkit.verifier.content;

import io.airgapkit.format.EntryRole;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.container.ContainerEntry;
import io.airgapkit.format.container.ContainerLayout;
import io.airgapkit.format.container.HeaderFunction;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.container.KitFile;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.signature.AuthenticKit;
import io.airgapkit.verifier.signature.AuthenticManifest;
import io.airgapkit.verifier.signature.ReadSignature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The payload of a kit whose container is, byte for byte, the one that follows from its authentic
 * manifest. The only way to one is {@link #of}.
 */
public final class SealedContent {
  private final KitFile file;
  private final AuthenticManifest manifest;
  private final ContainerLayout layout;

  private SealedContent(KitFile file, AuthenticManifest manifest, ContainerLayout layout) {
    this.file = file;
    this.manifest = manifest;
    this.layout = layout;
  }

  /**
   * Stage 4: length, local headers and directory as generated from the manifest must be those of
   * the file.
   *
   * @throws KitFormatException KIT_LENGTH_MISMATCH, HEADER_MISMATCH or DIRECTORY_MISMATCH
   */
  public static SealedContent of(AuthenticKit kit)
      throws KitFormatException, KitUnreadableException {
    KitFile file = kit.file();
    ContainerLayout layout = layout(kit.manifest());
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
    return new SealedContent(file, kit.manifest(), layout);
  }

  private static ContainerLayout layout(AuthenticManifest authentic) {
    KitManifest manifest = authentic.manifest();
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
    for (ReadSignature signature : authentic.signatures()) {
      entries.add(entry(signature.path(), signature.bytes()));
    }
    return new ContainerLayout(entries);
  }

  private static ContainerEntry entry(String path, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return new ContainerEntry(path, bytes.length, crc.getValue());
  }

  /**
   * Stage 5.
   *
   * @throws KitUnreadableException if the kit cannot be read to the end
   */
  public CheckedContent check(Progress progress) throws KitUnreadableException {
    return CheckedContent.of(differences(null, progress));
  }

  /**
   * Stage 5, while all that is in the kit, META included, is written to a folder. That gets its
   * name if everything is equal, else nothing is left of it.
   *
   * @throws KitFormatException if nothing may be written there
   * @throws KitUnreadableException if the kit cannot be read, or the folder not be written to, to
   *     the end
   */
  public CheckedContent extractTo(Path target, Progress progress)
      throws KitFormatException, KitUnreadableException, IOException {
    List<String> paths = ExtractionFolder.paths(manifest.manifest());
    try (ExtractionFolder folder = ExtractionFolder.beside(target, paths)) {
      List<Finding> differences = differences(folder, progress);
      if (!differences.isEmpty()) {
        return CheckedContent.of(differences);
      }
      folder.write(KitManifest.MANIFEST_PATH, manifest.bytes());
      for (ReadSignature signature : manifest.signatures()) {
        folder.write(signature.path(), signature.bytes());
      }
      return CheckedContent.extracted(folder.commit(), folder.placeJudged());
    }
  }

  private List<Finding> differences(ExtractionFolder folder, Progress progress)
      throws KitUnreadableException {
    return ContentCheck.check(file, manifest.manifest(), layout, folder, progress);
  }
}
