package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a medium may bring instead of a kit: findings, never faults. */
class BadKitTest {
  @TempDir Path folder;
  private static BuiltKit kit;
  private static byte[] bytes;

  @BeforeAll
  static void build() throws Exception {
    kit = SharedKits.production();
    bytes = Files.readAllBytes(kit.zip());
  }

  @Test
  void notAFile() throws Exception {
    Files.createDirectory(folder.resolve("folder.zip"));
    verify(folder.resolve("folder.zip")).hasOutcome(1, "KIT_NOT_A_FILE");
    verify(Path.of("/dev/null")).hasOutcome(1, "KIT_NOT_A_FILE");
    // Opening one for reading would wait for a writer, for ever.
    Terminal.in(folder).run("mkfifo", "pipe.zip");
    verify(folder.resolve("pipe.zip")).hasOutcome(1, "KIT_NOT_A_FILE");
  }

  @Test
  void empty() throws Exception {
    verify(file(new byte[0])).hasOutcome(1, "KIT_EMPTY");
  }

  @Test
  void cutOff() throws Exception {
    for (int length : new int[] {1, 21, bytes.length / 2, bytes.length - 1}) {
      verify(file(Arrays.copyOf(bytes, length))).hasOutcome(1, "END_RECORD_MISSING");
    }
  }

  @Test
  void longer() throws Exception {
    verify(file(Arrays.copyOf(bytes, bytes.length + 1))).hasOutcome(1, "END_RECORD_MISSING");
  }

  @Test
  void changed() throws Exception {
    // The first payload file begins behind a header of 30 bytes and a short name.
    byte[] changed = bytes.clone();
    changed[100] ^= 1;
    verify(file(changed)).hasOutcome(1, "ENTRY_DIGEST_MISMATCH");
  }

  @Test
  void otherKinds() throws Exception {
    verify(file("not a kit, only text\n".repeat(9).getBytes("US-ASCII")))
        .hasOutcome(1, "END_RECORD_MISSING");
    // A zip, but with attributes, extra fields and compression that no kit has.
    verify(Terminal.verifierJar()).hasOutcome(1, "DIRECTORY_INVALID");
  }

  /** A kit under another name, and with a copy beside it that is not its own. */
  @Test
  void besideIt() throws Exception {
    verify(file(bytes)).hasOutcome(0, "KIT_NAME_DIFFERS", "FLOOR_NOT_CHECKED");
    Path named = Files.copy(kit.zip(), folder.resolve(kit.id() + ".zip"));
    Files.writeString(folder.resolve(kit.id() + ".manifest.json"), "{}");
    verify(named).hasOutcome(0, "COPY_DIFFERS", "FLOOR_NOT_CHECKED");
  }

  @Test
  void anchorsThatAreNone() throws Exception {
    String zip = kit.zip().toString();
    assertThat(anchor(zip, "sha256:12")).isEqualTo(2);
    assertThat(anchor(zip, kit.anchor() + "0")).isEqualTo(2);
    assertThat(anchor(zip, kit.anchor().replaceAll(".$", "g"))).isEqualTo(2);
    assertThat(anchor(zip, file("no certificate".getBytes("US-ASCII")).toString())).isEqualTo(2);
    assertThat(anchor(zip, folder.toString())).isEqualTo(2);
    assertThat(anchor(zip, "absent.pem")).isEqualTo(3);
  }

  private int anchor(String zip, String anchor) throws Exception {
    ToolRun run = Terminal.in(folder).verifier("verify", zip, "--anchor", anchor);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("error: ").contains("hint: ");
    return run.exit();
  }

  private Path file(byte[] content) throws Exception {
    return Files.write(folder.resolve("some.zip"), content);
  }

  private Report verify(Path file) throws Exception {
    return Report.of(
        Terminal.in(folder)
            .verifier("verify", file.toString(), "--json", "--anchor", kit.anchor()));
  }
}
