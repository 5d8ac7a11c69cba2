package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What one build left behind.
 *
 * @param out its {@code --out}
 */
record BuiltKit(Path out, ToolRun run) {

  /** The one zip in {@code kit/}. */
  Path zip() throws IOException {
    return only(".zip");
  }

  Path manifest() throws IOException {
    return only(".manifest.json");
  }

  Path signature() throws IOException {
    return only(".p7s");
  }

  String id() throws IOException {
    String name = zip().getFileName().toString();
    return name.substring(0, name.length() - ".zip".length());
  }

  /** The 16 digits in the name of the signature file. */
  String keyName() throws IOException {
    String name = signature().getFileName().toString();
    return name.substring(id().length() + 1, name.length() - ".p7s".length());
  }

  String kitDigest() throws IOException {
    return Sha256.hexOf(Files.readAllBytes(manifest()));
  }

  Path pack() {
    return out.resolve("verifier-pack");
  }

  Path anchorPem() {
    return pack().resolve("anchor.pem");
  }

  /** The anchor by the file, not by what was printed. */
  String anchorDigest() throws IOException {
    return Sha256.hexOf(Files.readAllBytes(pack().resolve("anchor.cer")));
  }

  /** As it is typed. */
  String anchor() throws IOException {
    return "sha256:" + anchorDigest();
  }

  /** Every entry's content as the JDK's own zip reader sees it, META included. */
  Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipFile opened = new ZipFile(zip().toFile())) {
      for (ZipEntry entry : opened.stream().map(ZipEntry.class::cast).toList()) {
        entries.put(entry.getName(), opened.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private Path only(String suffix) throws IOException {
    List<String> names =
        Tree.names(out.resolve("kit")).stream().filter(name -> name.endsWith(suffix)).toList();
    assertThat(names).as("files *%s in kit/", suffix).hasSize(1);
    return out.resolve("kit").resolve(names.get(0));
  }
}
