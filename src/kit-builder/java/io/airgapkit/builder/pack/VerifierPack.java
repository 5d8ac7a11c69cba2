package io.airgapkit.builder.pack;

import io.airgapkit.builder.authenticode.ScriptSigner;
import io.airgapkit.builder.sign.SigningException;
import io.airgapkit.builder.sign.SigningKey;
import io.airgapkit.format.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The verifiers of this build, the anchor, what starts them, and the sheet by which all of it is
 * compared. The same anchor, script signer and program give the same bytes, so that a pack carried
 * once stays the pack of every later kit.
 */
public final class VerifierPack {
  /** Digests of everything but itself and the sheets; what START-HERE compares the pack with. */
  static final String SUMS = "SHA256SUMS";

  private VerifierPack() {}

  /**
   * All files of a pack by name.
   *
   * @param scriptKey signs the scripts; without it they go unsigned, and the sheet says so
   * @param version of this program
   */
  public static SortedMap<String, byte[]> files(
      PackAnchor anchor, Optional<SigningKey> scriptKey, String version) throws SigningException {
    Optional<ScriptSigner> signer = Optional.empty();
    if (scriptKey.isPresent()) {
      scriptKey.get().requireOtherKeyThan(anchor.keySha256());
      signer = Optional.of(new ScriptSigner(scriptKey.get()));
    }
    SortedMap<String, byte[]> files = new TreeMap<>(PackFiles.of(anchor, signer));
    files.put(SUMS, sums(files));
    files.putAll(PackSheet.of(anchor, files, signer.isPresent(), version));
    return files;
  }

  /**
   * Writes what {@link #files} gives.
   *
   * @param folder exists and is empty
   */
  public static void write(Path folder, SortedMap<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static byte[] sums(SortedMap<String, byte[]> files) {
    StringBuilder out = new StringBuilder();
    files.forEach((n, b) -> out.append(Sha256.hexOf(b)).append("  ").append(n).append('\n'));
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
