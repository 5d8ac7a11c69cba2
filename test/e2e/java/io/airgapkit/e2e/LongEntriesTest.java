package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.builder.windows.WindowsProduct;
import io.airgapkit.outside.OutsideTool;
import io.airgapkit.vectors.LargeKit;
import io.airgapkit.vectors.Zeros;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Entries as long as the cumulative updates of today, through both verifiers as people start them.
 * The kits are sparse; what is extracted is not, and goes at once.
 */
class LongEntriesTest {
  private static final long SPACE = 6L << 30;
  private static final long[] OFFSETS = {
    (1L << 31) - 1, 1L << 31, (1L << 32) - 1, 1L << 32, (1L << 32) + 1
  };

  /**
   * {@code sha256sum} of the update with the lowest bit set at all five offsets. A reader that
   * misses one of them computes another digest, so one pass tries all.
   */
  private static final String FIVE_BITS =
      "2556226b914ada6e0b43a73360255308b82a1438a0f658b428ff23ef298557f6";

  @TempDir static Path scratch;
  private static Path script;
  private static LargeKit limits;
  private static LargeKit update;

  @BeforeAll
  static void make() throws Exception {
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwx------"));
    script =
        Files.write(scratch.resolve("Verify-Kit.ps1"), WindowsProduct.of("Verify-Kit.ps1").bytes());
    limits = LargeKit.of(folder("limits"), Zeros.BELOW_2_GIB, Zeros.OF_2_GIB, Zeros.BELOW_4_GIB);
    update = LargeKit.of(folder("update"), Zeros.UPDATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pwsh", "pwsh51", "jar"})
  void entriesAtTheLimitsOf32BitsAreVerified(String verifier) throws Exception {
    ToolRun run = verify(verifier, limits);

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(codes(run)).containsExactly("KIT_EXPIRED", "FLOOR_NOT_CHECKED");
    assertThat(run.out()).contains("\"payload_checked\": true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pwsh", "jar"})
  void anUpdateOfTodayIsExtracted(String verifier) throws Exception {
    if (Files.getFileStore(scratch).getUsableSpace() < SPACE) {
      OutsideTool.lacking("6 GiB of free space in the folder for temporary files");
    }
    Path target = scratch.resolve("extracted");
    try {
      ToolRun run = extract(verifier, target);

      assertThat(run.exit()).as(run.out() + run.err()).isZero();
      assertThat(run.out()).contains("\"authentic\": true", "\"payload_checked\": true");
      assertThat(sha256(target.resolve("a"))).isEqualTo(Zeros.UPDATE.sha256());
    } finally {
      if (Files.exists(target)) {
        Tree.remove(target);
      }
    }
  }

  @Test
  void aChangedBitIsFoundOnBothSidesOf2And4Gib() throws Exception {
    try {
      setBits((byte) 1);
      for (String verifier : List.of("pwsh", "jar")) {
        ToolRun run = verify(verifier, update);

        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(codes(run)).containsExactly("ENTRY_DIGEST_MISMATCH");
        assertThat(run.out()).as(verifier).contains(FIVE_BITS);
      }
    } finally {
      setBits((byte) 0);
    }
  }

  private static Path folder(String name) throws IOException {
    return Files.createDirectory(scratch.resolve(name));
  }

  private static void setBits(byte value) throws IOException {
    try (FileChannel channel = FileChannel.open(update.file(), StandardOpenOption.WRITE)) {
      for (long offset : OFFSETS) {
        LargeKit.put(channel, new byte[] {value}, update.layout().contentOffset(0) + offset);
      }
    }
  }

  private static ToolRun verify(String verifier, LargeKit kit) throws Exception {
    if (verifier.equals("jar")) {
      return Terminal.in(scratch)
          .run(jar("verify", kit.file().toString(), "--anchor", kit.anchor()));
    }
    return ToolRun.of(scratch, engine(verifier, kit));
  }

  private static ToolRun extract(String verifier, Path target) throws Exception {
    if (verifier.equals("jar")) {
      String kit = update.file().toString();
      return Terminal.in(scratch)
          .run(jar("extract", kit, "--anchor", update.anchor(), "--to", target.toString()));
    }
    return ToolRun.of(scratch, engine(verifier, update, "-Extract", "-To", target.toString()));
  }

  /** With the second compiler, which {@link Terminal} leaves out for its short runs. */
  private static List<String> jar(String... words) {
    List<String> out =
        new ArrayList<>(
            List.of(Terminal.java().toString(), "-jar", Terminal.verifierJar().toString()));
    for (String word : words) {
      out.add(word.matches("[0-9a-f]{64}") ? "sha256:" + word : word);
    }
    out.addAll(List.of("--for", "audit", "--json"));
    return out;
  }

  private static List<String> engine(String name, LargeKit kit, String... more) {
    List<String> out =
        new ArrayList<>(
            List.of(
                OutsideTool.require(name).toString(), "-NoProfile", "-File", script.toString()));
    out.addAll(List.of(kit.file().toString(), "-Anchor", "sha256:" + kit.anchor()));
    out.addAll(List.of("-For", "Audit", "-Json"));
    out.addAll(List.of(more));
    return out;
  }

  private static List<String> codes(ToolRun run) {
    return run.out()
        .lines()
        .filter(line -> line.contains("\"code\": "))
        .map(line -> line.replaceAll(".*: \"|\",", ""))
        .toList();
  }

  private static String sha256(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      byte[] buffer = new byte[1 << 20];
      while (in.read(buffer) >= 0) {
        continue;
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
