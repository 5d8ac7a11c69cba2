package io.airgapkit.verifier;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.container.KitFile;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.signature.ReadSignature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Manifest and signature files that lie outside a kit, under names that prove nothing. */
final class LooseFiles {
  private LooseFiles() {}

  /**
   * The whole file within its limit.
   *
   * @throws KitFormatException KIT_NOT_A_FILE, or {@code tooLarge}
   */
  static byte[] read(Path path, int limit, FindingCode tooLarge)
      throws KitFormatException, KitUnreadableException {
    try (KitFile file = KitFile.open(path)) {
      if (file.length() > limit) {
        throw new KitFormatException(
            tooLarge == FindingCode.MANIFEST_TOO_LARGE
                ? Finding.of(tooLarge, file.length(), limit)
                : Finding.of(tooLarge, path, file.length(), limit));
      }
      return file.read(0, (int) file.length());
    } catch (IOException e) {
      throw new KitUnreadableException("cannot close " + path + ": " + e.getMessage(), e);
    }
  }

  /** The files under the names they have in a kit, sorted by them. */
  static List<ReadSignature> signatures(List<Path> paths)
      throws KitFormatException, KitUnreadableException {
    if (paths.size() > FormatLimits.MAX_SIGNATURES) {
      throw new KitFormatException(
          FindingCode.SIGNATURES_TOO_MANY, paths.size(), FormatLimits.MAX_SIGNATURES);
    }
    List<ReadSignature> out = new ArrayList<>();
    for (Path path : paths) {
      byte[] bytes = read(path, FormatLimits.MAX_SIGNATURE_BYTES, FindingCode.SIGNATURE_TOO_LARGE);
      ReadSignature file = ReadSignature.loose(String.valueOf(path.getFileName()), bytes);
      int at = 0;
      while (at < out.size() && out.get(at).path().compareTo(file.path()) <= 0) {
        at++;
      }
      out.add(at, file);
    }
    return out;
  }
}
