package io.airgapkit.verifier;

import io.airgapkit.format.KitManifest;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.signature.AuthenticManifest;
import io.airgapkit.verifier.signature.ReadSignature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The kit's own name and the copies of manifest and signatures that travel beside it. Only ever
 * warnings.
 */
final class SidecarCheck {
  private final Path kit;
  private final AuthenticManifest authentic;

  SidecarCheck(Path kit, AuthenticManifest authentic) {
    this.kit = kit;
    this.authentic = authentic;
  }

  void findings(List<Finding> out) {
    String id = authentic.manifest().id();
    String name = String.valueOf(kit.getFileName());
    if (!name.equals(id + ".zip")) {
      out.add(Finding.of(FindingCode.KIT_NAME_DIFFERS, name, id));
    }
    compare(id + ".manifest.json", authentic.bytes(), out);
    for (ReadSignature signature : authentic.signatures()) {
      String file = signature.path().substring(KitManifest.SIGNATURE_FOLDER.length());
      compare(id + "." + file, signature.bytes(), out);
    }
  }

  private void compare(String name, byte[] bytes, List<Finding> out) {
    Path copy = kit.resolveSibling(name);
    if (Files.exists(copy) && !isEqual(copy, bytes)) {
      out.add(Finding.of(FindingCode.COPY_DIFFERS, name));
    }
  }

  private static boolean isEqual(Path copy, byte[] bytes) {
    try {
      return Arrays.equals(
          LooseFiles.read(copy, bytes.length, FindingCode.SIGNATURE_TOO_LARGE), bytes);
    } catch (KitFormatException | KitUnreadableException e) {
      return false;
    }
  }
}
