package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.format.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is extracted is what was verified, or nothing. */
class ExtractTest {
  private static final int LONGEST = 247;

  @TempDir Path folder;
  private static BuiltKit kit;

  @BeforeAll
  static void build() throws Exception {
    kit = SharedKits.production();
  }

  @BeforeEach
  void ofOnesOwn() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void everyFileAndNoOther() throws Exception {
    Report report = extract(kit.zip(), "tree");
    report.hasOutcome(0, "FLOOR_NOT_CHECKED");
    Map<String, String> wanted = new TreeMap<>();
    kit.entries().forEach((path, bytes) -> wanted.put(path, Sha256.hexOf(bytes)));
    assertThat(Tree.files(folder.resolve("tree"))).isEqualTo(wanted);
    assertThat(wanted).containsKeys("META/manifest.json", "META/SHA256SUMS");
    assertThat(Tree.names(folder)).containsExactly("tree");
    try (Stream<Path> all = Files.walk(folder.resolve("tree"))) {
      for (Path path : all.filter(Files::isDirectory).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo("rwx------");
      }
    }
  }

  @Test
  void theBuilderExtractsToo() throws Exception {
    ToolRun run =
        Terminal.in(folder)
            .builder("extract", kit.zip() + "", "--to", "tree", "--anchor", kit.anchor());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Tree.files(folder.resolve("tree"))).hasSize(kit.entries().size());
  }

  @Test
  void aTargetThatExists() throws Exception {
    Files.createDirectory(folder.resolve("empty"));
    Files.writeString(folder.resolve("file"), "mine");
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("empty"));
    for (String target : List.of("empty", "file", "dangling", "link", "empty/../empty")) {
      refused(kit.zip(), target, "FLOOR_NOT_CHECKED", "TARGET_EXISTS");
    }
  }

  @Test
  void aParentThatOthersCanWrite() throws Exception {
    for (String mode : List.of("rwxrwxrwx", "rwxrwx---", "rwx-w----", "rwx----w-")) {
      Path shared = Files.createDirectory(folder.resolve(mode));
      Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString(mode));
      Path link = Files.createSymbolicLink(folder.resolve("to-" + mode), Path.of(mode));
      refused(kit.zip(), shared + "/tree", "FLOOR_NOT_CHECKED", "TARGET_PARENT_SHARED");
      refused(kit.zip(), link + "/tree", "FLOOR_NOT_CHECKED", "TARGET_PARENT_SHARED");
    }
  }

  /** Sticky keeps others from renaming what is there, not from making what is to come. */
  @Test
  void stickyFolders() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("sticky"));
    Path own = Files.createDirectory(shared.resolve("own"));
    Files.setAttribute(own, "unix:mode", 0700);
    Files.setAttribute(shared, "unix:mode", 01777);
    refused(kit.zip(), shared + "/tree", "FLOOR_NOT_CHECKED", "TARGET_PARENT_SHARED");
    extract(kit.zip(), own + "/tree").hasOutcome(0, "FLOOR_NOT_CHECKED");
    Files.setAttribute(shared, "unix:mode", 0777);
    refused(kit.zip(), own + "/other", "FLOOR_NOT_CHECKED", "TARGET_PARENT_SHARED");
  }

  @Test
  void noParent() throws Exception {
    refused(kit.zip(), "no/tree", "FLOOR_NOT_CHECKED", "TARGET_PARENT_MISSING");
  }

  /** Counted to the character, by the longest path of the kit. */
  @Test
  void pathsThatWindowsCouldNotOpen() throws Exception {
    int longest = kit.entries().keySet().stream().mapToInt(String::length).max().orElseThrow();
    int room = LONGEST - longest - 1 - folder.toString().length() - 1;
    refused(kit.zip(), "t".repeat(room + 1), "FLOOR_NOT_CHECKED", "TARGET_PATH_TOO_LONG");
    extract(kit.zip(), "t".repeat(room)).hasOutcome(0, "FLOOR_NOT_CHECKED");
  }

  @Test
  void contentThatDiffers() throws Exception {
    byte[] bytes = Files.readAllBytes(kit.zip());
    bytes[100] ^= 1;
    Path changed = Files.write(folder.resolve(kit.id() + ".zip"), bytes);
    refused(changed, "tree", "ENTRY_DIGEST_MISMATCH");
  }

  /** It is authentic, but not fit: an auditor gets it, a host does not. */
  @Test
  void forThePurpose() throws Exception {
    String file = kit.anchorPem().toString();
    String[] words = {"extract", kit.zip() + "", "--json", "--to", "tree", "--anchor", file};
    Report.of(Terminal.in(folder).verifier(words))
        .hasOutcome(1, "ANCHOR_NOT_COMPARED", "FLOOR_NOT_CHECKED");
    assertThat(Tree.names(folder)).isEmpty();
    ToolRun audit =
        Terminal.in(folder)
            .verifier(
                Stream.concat(Stream.of(words), Stream.of("--for", "audit"))
                    .toArray(String[]::new));
    Report.of(audit).hasOutcome(0, "ANCHOR_NOT_COMPARED", "FLOOR_NOT_CHECKED");
    assertThat(Tree.names(folder)).containsExactly("tree");
  }

  private void refused(Path zip, String target, String... codes) throws Exception {
    Map<String, String> before = Tree.state(folder);
    Report report = extract(zip, target);
    report.hasOutcome(1, codes);
    assertThat(Tree.state(folder)).isEqualTo(before);
  }

  private Report extract(Path zip, String target) throws Exception {
    return Report.of(
        Terminal.in(folder)
            .verifier("extract", zip + "", "--json", "--to", target, "--anchor", kit.anchor()));
  }
}
