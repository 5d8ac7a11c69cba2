package io.airgapkit.builder.pack;

import io.airgapkit.builder.authenticode.ScriptSigner;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.windows.WindowsProduct;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a pack holds besides its sums and sheets: verifiers, scripts, anchor. */
final class PackFiles {
  private static final String JAR = "kit-verifier.jar";

  private static final List<String> SCRIPTS =
      List.of(
          "Legacy-Host.cmd", "START-HERE.cmd", "Start-Here.ps1", "Test-Pack.ps1", "Verify-Kit.ps1");

  private PackFiles() {}

  /** File name to bytes, ascending. */
  static SortedMap<String, byte[]> of(PackAnchor anchor, Optional<ScriptSigner> scriptSigner)
      throws SigningException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(JAR, jar());
    for (String name : SCRIPTS) {
      files.put(name, script(name, scriptSigner));
    }
    files.put("anchor.cer", anchor.der());
    files.put("anchor.pem", anchor.pem());
    return files;
  }

  /** As it is to lie on Windows; what PowerShell can check is signed, cmd files cannot be. */
  private static byte[] script(String name, Optional<ScriptSigner> signer) throws SigningException {
    byte[] bytes = WindowsProduct.of(name).bytes();
    boolean signed = signer.isPresent() && name.endsWith(".ps1");
    return signed ? signer.get().sign(name, bytes) : bytes;
  }

  private static byte[] jar() {
    try (InputStream in = PackFiles.class.getResourceAsStream(JAR)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks " + JAR + ": it was not packaged");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
