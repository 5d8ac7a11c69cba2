package io.airgapkit.builder.pack;

import io.airgapkit.builder.sign.ScriptSigner;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.stage.ScriptText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a pack holds besides its sums and sheets: verifiers, static scripts, anchor. */
final class PackFiles {
  private static final String JAR = "kit-verifier.jar";
  private static final String VERIFY_KIT = "Verify-Kit.ps1";

  /** Static text of {@code src/kit-verifier/powershell/pack}. */
  static final List<String> SCRIPTS =
      List.of(
          "Legacy-Apply.cmd",
          "Legacy-Check.cmd",
          "Legacy-Host.cmd",
          "Legacy-Look.cmd",
          "PackCheck.ps1",
          "PackFolder.ps1",
          "PackPlatform.ps1",
          "PackProbe.ps1",
          "PackRun.ps1",
          "PackTalk.ps1",
          "PackVector.ps1",
          "START-HERE.cmd",
          "Start-Here.ps1",
          "Test-Pack.ps1");

  private PackFiles() {}

  /** File name to bytes, ascending. */
  static SortedMap<String, byte[]> of(PackAnchor anchor, Optional<ScriptSigner> scriptSigner)
      throws SigningException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(JAR, resource(JAR));
    for (String name : SCRIPTS) {
      files.put(name, script(name, resource("scripts/" + name), scriptSigner));
    }
    files.put(VERIFY_KIT, script(VERIFY_KIT, VerifyKitScript.assemble(), scriptSigner));
    files.put("anchor.cer", anchor.der());
    files.put("anchor.pem", anchor.pem());
    return files;
  }

  /** As it is to lie on Windows; what PowerShell can check is signed, cmd files cannot be. */
  private static byte[] script(String name, byte[] text, Optional<ScriptSigner> signer)
      throws SigningException {
    byte[] bytes = ScriptText.windows(name, new String(text, StandardCharsets.US_ASCII));
    boolean signed = signer.isPresent() && name.endsWith(".ps1");
    return signed ? signer.get().sign(name, bytes) : bytes;
  }

  private static byte[] resource(String name) {
    try (InputStream in = PackFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks " + name + ": it was not packaged");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
