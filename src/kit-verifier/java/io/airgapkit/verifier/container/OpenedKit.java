package io.airgapkit.verifier.container;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.container.HeaderFunction;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.report.KitUnreadableException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stage 1 found: the bytes of manifest and signatures, as they stand. Whether the rest of the
 * container is right is asked in stage 4, when there is an authentic manifest to compare it with.
 */
public final class OpenedKit {
  private final KitFile file;
  private final byte[] manifest;
  private final List<SignatureBytes> signatures;

  private OpenedKit(KitFile file, byte[] manifest, List<SignatureBytes> signatures) {
    this.file = file;
    this.manifest = manifest;
    this.signatures = List.copyOf(signatures);
  }

  /**
   * @throws KitFormatException with the first finding of stage container
   */
  public static OpenedKit of(KitFile file) throws KitFormatException, KitUnreadableException {
    if (file.length() == 0) {
      throw new KitFormatException(FindingCode.KIT_EMPTY);
    }
    if (file.length() > FormatLimits.MAX_KIT_BYTES) {
      throw new KitFormatException(
          FindingCode.KIT_TOO_LARGE, file.length(), FormatLimits.MAX_KIT_BYTES);
    }
    EndRecord end = EndRecord.read(file);
    DirectoryWalk walk =
        new DirectoryWalk(file.read(end.directoryOffset(), end.directoryBytes()), end);
    List<DirectoryWalk.Found> tail = walk.fromManifestOn();
    if (tail.isEmpty()) {
      throw new KitFormatException(FindingCode.MANIFEST_MISSING);
    }
    return new OpenedKit(
        file, manifest(file, tail.get(0)), signatures(file, tail.subList(1, tail.size())));
  }

  private static byte[] manifest(KitFile file, DirectoryWalk.Found found)
      throws KitFormatException, KitUnreadableException {
    if (found.size() > FormatLimits.MAX_MANIFEST_BYTES) {
      throw new KitFormatException(
          FindingCode.MANIFEST_TOO_LARGE, found.size(), FormatLimits.MAX_MANIFEST_BYTES);
    }
    return content(file, found);
  }

  private static List<SignatureBytes> signatures(KitFile file, List<DirectoryWalk.Found> found)
      throws KitFormatException, KitUnreadableException {
    if (found.isEmpty()) {
      throw new KitFormatException(FindingCode.SIGNATURES_MISSING);
    }
    if (found.size() > FormatLimits.MAX_SIGNATURES) {
      throw new KitFormatException(
          FindingCode.SIGNATURES_TOO_MANY, found.size(), FormatLimits.MAX_SIGNATURES);
    }
    List<SignatureBytes> out = new ArrayList<>();
    for (DirectoryWalk.Found f : found) {
      if (f.size() > FormatLimits.MAX_SIGNATURE_BYTES) {
        throw new KitFormatException(
            FindingCode.SIGNATURE_TOO_LARGE, f.name(), f.size(), FormatLimits.MAX_SIGNATURE_BYTES);
      }
      out.add(new SignatureBytes(f.name(), content(file, f)));
    }
    return out;
  }

  private static byte[] content(KitFile file, DirectoryWalk.Found found)
      throws KitFormatException, KitUnreadableException {
    long start = found.offset() + HeaderFunction.LOCAL_BYTES + found.name().length();
    if (start > found.limit() || found.size() > found.limit() - start) {
      throw new KitFormatException(FindingCode.DIRECTORY_INVALID, found.index());
    }
    return file.read(start, (int) found.size());
  }

  /** What was opened; the caller closes it. */
  public KitFile file() {
    return file;
  }

  /** Bytes of {@value KitManifest#MANIFEST_PATH}, not authenticated. */
  public byte[] manifest() {
    return manifest.clone();
  }

  /** Everything behind the manifest in the directory's order, 1 to 8 files. */
  public List<SignatureBytes> signatures() {
    return signatures;
  }
}
