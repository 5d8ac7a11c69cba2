package io.airgapkit.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.container.ContainerEntry;
import io.airgapkit.format.container.HeaderFunction;
import io.airgapkit.format.finding.Finding;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.vectors.LargeKit;
import io.airgapkit.vectors.Vector;
import io.airgapkit.vectors.VectorOnDisk;
import io.airgapkit.vectors.Vectors;
import io.airgapkit.verifier.report.KitUnreadableException;
import io.airgapkit.verifier.report.Progress;
import io.airgapkit.verifier.report.Purpose;
import io.airgapkit.verifier.trust.Anchor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that lie about their sizes, never end, or change while they are read. */
class HostileFileTest {
  private static final String ANCHOR = "0".repeat(64);
  private static final int MAX_RECORD =
      HeaderFunction.RECORD_BYTES
          + FormatLimits.MAX_PATH_CHARS
          + HeaderFunction.MAX_RECORD_EXTRA_BYTES;

  @TempDir Path folder;
  private final List<String> arguments = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  /** None of these may cost memory by what it announces: all go through one process of 64 MB. */
  @Test
  void whatIsAnnouncedIsNotAllocated() throws Exception {
    announcedCounts();
    announcedSizes();
    largeManifests();

    assertThat(inSmallHeap()).containsExactlyElementsOf(expected);
  }

  private void announcedCounts() throws IOException {
    int most = FormatLimits.MAX_RECORDS;
    // The largest directory that is read at all, and nothing in it.
    add("a.zip", (long) most * MAX_RECORD, end(most, most * MAX_RECORD, 0), "DIRECTORY_INVALID");
    add("b.zip", 0, end(most + 1, 0, 0), "RECORDS_TOO_MANY");
    add("c.zip", 0, end(0xFFFF, -1, -1), "RECORDS_TOO_MANY");
    add("d.zip", 0xFFFF_FFFEL, end(1, -2, 0), "END_RECORD_INVALID");
    add("e.zip", 100, end(1, 46, -1), "END_RECORD_INVALID");
    add("f.zip", 0, zip64(Long.MAX_VALUE, Long.MAX_VALUE), "END_RECORD_INVALID");
    add("g.zip", 0, zip64(1, Long.MIN_VALUE), "END_RECORD_INVALID");
    add("h.zip", FormatLimits.MAX_KIT_BYTES, new byte[0], "END_RECORD_MISSING");
    add("i.zip", FormatLimits.MAX_KIT_BYTES + 1, new byte[0], "KIT_TOO_LARGE");
  }

  private void announcedSizes() throws IOException {
    long limit = FormatLimits.MAX_MANIFEST_BYTES;
    add("m1.zip", 1L << 33, directory(1L << 33, limit + 1, 1), "MANIFEST_TOO_LARGE");
    add("m2.zip", 1L << 33, directory(1L << 33, 0xFFFF_FFFFL, 1), "MANIFEST_TOO_LARGE");
    add("m3.zip", 1000, directory(1000, limit, 1), "DIRECTORY_INVALID");
    add("m4.zip", 1L << 30, directory(1L << 30, limit, 8), "SIGNATURE_MALFORMED");
    add("m5.zip", 1L << 30, directory(1L << 30, limit, 9), "SIGNATURES_TOO_MANY");
    add("m6.zip", 1L << 30, directory(1L << 30, limit, 9_000), "SIGNATURES_TOO_MANY");
  }

  /** The largest documents that are read, and by an anchored signer. */
  private void largeManifests() throws IOException {
    for (String name : List.of("alone-10000-entries", "alone-manifest-4-mib")) {
      Vector vector = Vectors.named(name);
      VectorOnDisk disk = vector.write(Files.createDirectory(folder.resolve(name)));
      arguments.add(disk.subject().toString());
      arguments.add(disk.signatures().get(0).toString());
      expected.add(disk.subject().getFileName() + " AUTHENTIC");
    }
  }

  private List<String> inSmallHeap() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SmallHeap.class.getName());
    command.add(Vectors.named("alone-10000-entries").anchors().get(0));
    command.addAll(arguments);
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(out);
  }

  private void add(String name, long zeros, byte[] tail, String code) throws IOException {
    Path file = folder.resolve(name);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[1]), Math.max(zeros - 1, 0));
      channel.write(ByteBuffer.wrap(tail), zeros);
    }
    arguments.add(file.toString());
    expected.add(name + " " + code);
  }

  private static byte[] end(int count, int bytes, int offset) {
    ByteBuffer b = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(HeaderFunction.END_SIGNATURE).putInt(0).putShort((short) count);
    return b.putShort((short) count).putInt(bytes).putInt(offset).array();
  }

  private static byte[] zip64(long directoryBytes, long directoryOffset) {
    byte[] tail = HeaderFunction.end(1, directoryOffset, directoryBytes);
    byte[] records =
        tail.length > HeaderFunction.END_BYTES
            ? tail
            : HeaderFunction.end(1, Long.MAX_VALUE, directoryBytes);
    ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN).putLong(48, directoryOffset);
    return records;
  }

  /** A directory of a manifest of that size and so many signatures, all at offset 0. */
  private static byte[] directory(long offset, long manifestBytes, int signatures) {
    byte[] first = record(KitManifest.MANIFEST_PATH, manifestBytes);
    byte[] other = record("META/signatures/0.p7s", FormatLimits.MAX_SIGNATURE_BYTES);
    ByteBuffer all = ByteBuffer.allocate(first.length + signatures * other.length);
    all.put(first);
    for (int i = 0; i < signatures; i++) {
      all.put(other);
    }
    byte[] end = HeaderFunction.end(signatures + 1, offset, all.capacity());
    return ByteBuffer.allocate(all.capacity() + end.length).put(all.array()).put(end).array();
  }

  private static byte[] record(String path, long size) {
    byte[] out = HeaderFunction.record(new ContainerEntry(path, 0, 0), 0);
    ByteBuffer.wrap(out)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(20, (int) size)
        .putInt(24, (int) size);
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/null", "/dev/stdin"})
  void aDeviceIsNoKit(String device) {
    assumeTrue(Files.exists(Path.of(device)), device + " is not on this machine");
    assumeTrue(!Files.isRegularFile(Path.of(device)), device + " is a file here");

    assertThat(codesAtOnce(Path.of(device))).containsExactly(FindingCode.KIT_NOT_A_FILE);
  }

  /** Nobody ever writes to it: whoever opens it waits for good. */
  @Test
  void aPipeIsNoKit() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "mkfifo is not on this machine");
    Path pipe = folder.resolve("pipe.zip");
    int exit = new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();
    assertThat(exit).isZero();

    assertThat(codesAtOnce(pipe)).containsExactly(FindingCode.KIT_NOT_A_FILE);
    Path link = Files.createSymbolicLink(folder.resolve("link.zip"), pipe);
    assertThat(codesAtOnce(link)).containsExactly(FindingCode.KIT_NOT_A_FILE);
  }

  private List<FindingCode> codesAtOnce(Path path) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            new KitVerifier(List.of(Anchor.typed(ANCHOR)), 0, Purpose.APPLY, Progress.NONE)
                .verify(path).findings().stream().map(Finding::code).toList());
  }

  @Test
  void aFileThatIsCutWhileItIsReadGetsNoVerdict() throws Exception {
    LargeKit kit = LargeKit.in(folder);
    Progress cuts =
        (done, total) -> {
          try (FileChannel channel = FileChannel.open(kit.file(), StandardOpenOption.WRITE)) {
            channel.truncate(1000);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        };
    KitVerifier verifier =
        new KitVerifier(List.of(Anchor.typed(kit.anchor())), kit.created(), Purpose.AUDIT, cuts);

    assertThatThrownBy(() -> verifier.verify(kit.file()))
        .isInstanceOf(KitUnreadableException.class)
        .hasMessageContaining("became shorter while it was read");
  }

  @Test
  void whatIsNotThereGetsNoVerdict() {
    KitVerifier verifier =
        new KitVerifier(List.of(Anchor.typed(ANCHOR)), 0, Purpose.APPLY, Progress.NONE);

    assertThatThrownBy(() -> verifier.verify(folder.resolve("none.zip")))
        .isInstanceOf(KitUnreadableException.class);
  }
}
