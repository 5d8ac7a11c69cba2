package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Full disks, signals, old Javas, odd environments. */
class SurroundingsTest {
  /** 512-byte blocks: less than a kit, more than what comes before it. */
  private static final String SMALL_DISK = "ulimit -f 400";

  /** Java's own file of counters would be the first that does not fit. */
  private static final String NO_COUNTERS = "-XX:-UsePerfData";

  @TempDir Path folder;

  @Test
  void fullDiskWhileBuilding() throws Exception {
    Terminal terminal = SharedKits.terminal(folder).with("KIT_BUILDER_OPTS", NO_COUNTERS);
    String[] words = SharedKits.build("new");
    Refusal.in(folder, () -> terminal.after(SMALL_DISK, Terminal.builderCommand(words)))
        .says(3, "cannot write to new: File too large");
  }

  /** The old kit is put away only when the new one is complete. */
  @Test
  void fullDiskWhileReplacing() throws Exception {
    Tree.copy(SharedKits.production().out(), folder.resolve("old"));
    Terminal terminal = SharedKits.terminal(folder).with("KIT_BUILDER_OPTS", NO_COUNTERS);
    String[] words = SharedKits.build("old", "--force");
    Refusal.in(folder, () -> terminal.after(SMALL_DISK, Terminal.builderCommand(words)))
        .says(3, "cannot write to old: File too large");
  }

  @Test
  void fullDiskWhileExtracting() throws Exception {
    BuiltKit kit = SharedKits.production();
    Terminal terminal = Terminal.in(folder).with("JAVA_TOOL_OPTIONS", NO_COUNTERS);
    String[] words = {"extract", kit.zip().toString(), "--to", "new", "--anchor", kit.anchor()};
    Refusal.in(folder, () -> terminal.after(SMALL_DISK, Terminal.verifierCommand(words)))
        .says(3, "File too large");
  }

  /** Told to end in the middle of it: nothing is left, and the exit code is that of the signal. */
  @Test
  void interruptedWhileBuilding() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    Process process =
        Terminal.in(place)
            .start(
                Terminal.builderCommand("build", "acs", "--quick-start", "--out", "new"),
                folder.resolve("out"),
                folder.resolve("err"));
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (Tree.names(place).isEmpty() && process.isAlive() && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(Tree.names(place)).hasSize(1).allMatch(name -> name.endsWith(".partial"));
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);
    assertThat(Tree.names(place)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "-1", "1.5", "99999999999", " 1", "1e9"})
  void clockThatIsNone(String epoch) throws Exception {
    String[] words = SharedKits.buildUnsignedScripts("new");
    Refusal.in(
            folder,
            () -> SharedKits.terminal(folder).with("SOURCE_DATE_EPOCH", epoch).builder(words))
        .says(1, "SOURCE_DATE_EPOCH is \"" + epoch + "\"");
  }

  /** In seconds since 1970, but in no year a kit can be of. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "4102444800"})
  void clockOutsideTheFormat(String epoch) throws Exception {
    String[] words = SharedKits.buildUnsignedScripts("new");
    Refusal.in(
            folder,
            () -> SharedKits.terminal(folder).with("SOURCE_DATE_EPOCH", epoch).builder(words))
        .says(1, "SOURCE_DATE_EPOCH is " + epoch + ", outside the years");
  }

  /** Bytes of UTF-8 from the shell, whatever Java makes of them in this locale. */
  @Test
  void referenceThatIsNotAscii() throws Exception {
    String[] words = SharedKits.buildUnsignedScripts("new");
    Refusal.in(
            folder,
            () ->
                SharedKits.terminal(folder)
                    .after(
                        "set -- \"$@\" --reference \"$(printf 'CHG \\303\\244')\"",
                        Terminal.builderCommand(words)))
        .says(1, "not printable ASCII");
  }

  @Test
  void javaTooOld() throws Exception {
    for (String tool : new String[] {"builder", "verifier"}) {
      Path jar = tool.equals("builder") ? Terminal.builderJar() : Terminal.verifierJar();
      for (String version : new String[] {"1.8", "11", "16"}) {
        String[] command = OldJava.command(version, jar, "io.airgapkit." + tool + ".launch.Main");
        Refusal.in(folder, () -> Terminal.in(folder).run(command))
            .says(3, "Java " + version + " is too old");
      }
    }
  }

  /** Else an old Java would not even come to the message. */
  @ParameterizedTest
  @ValueSource(strings = {"builder", "verifier"})
  void theFirstClassIsOfJava8(String tool) throws Exception {
    Path path = tool.equals("builder") ? Terminal.builderJar() : Terminal.verifierJar();
    try (JarFile jar = new JarFile(path.toFile())) {
      String main = jar.getManifest().getMainAttributes().getValue("Main-Class");
      assertThat(main).isEqualTo("io.airgapkit." + tool + ".launch.Main");
      try (InputStream in = jar.getInputStream(jar.getEntry(main.replace('.', '/') + ".class"))) {
        assertThat(in.readNBytes(8)[7]).isEqualTo((byte) 52);
      }
    }
  }
}
