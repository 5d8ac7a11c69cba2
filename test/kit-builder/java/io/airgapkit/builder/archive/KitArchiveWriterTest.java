package io.airgapkit.builder.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airgapkit.builder.stage.Payload;
import io.airgapkit.format.container.ContainerEntry;
import io.airgapkit.format.container.ContainerLayout;
import io.airgapkit.format.container.HeaderFunction;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The header function against what the library writes by itself, at every edge of 32 bits: two
 * hands that wrote the same bytes without knowing of each other.
 */
class KitArchiveWriterTest {
  private static final long ESCAPE = 0xFFFF_FFFFL;

  /** CRC-32 of so many zeros; computed once, a container of zeros holds nothing else. */
  private static final List<Long> SIZES = List.of(0L, 1L, ESCAPE - 1, ESCAPE, ESCAPE + 1);

  private static final List<Long> CRCS = new ArrayList<>();

  @BeforeAll
  static void crcs() {
    CRC32 crc = new CRC32();
    byte[] zeros = new byte[1 << 20];
    long at = 0;
    for (long size : SIZES) {
      while (at < size) {
        int part = (int) Math.min(zeros.length, size - at);
        crc.update(zeros, 0, part);
        at += part;
      }
      CRCS.add(crc.getValue());
    }
  }

  static Stream<List<Long>> contents() {
    return Stream.of(
        List.of(0L),
        List.of(1L),
        List.of(0L, 1L, 0L, 1L),
        List.of(ESCAPE - 1),
        List.of(ESCAPE),
        List.of(ESCAPE + 1),
        List.of(ESCAPE - 1, 1L, 0L, 1L),
        List.of(ESCAPE, 1L, ESCAPE + 1, 0L),
        // The offset of the last entry, then of the directory, is just at the edge.
        manySmallOnesBehind(ESCAPE - 1));
  }

  private static List<Long> manySmallOnesBehind(long size) {
    List<Long> out = new ArrayList<>(List.of(size));
    for (int i = 0; i < 200; i++) {
      out.add((long) (i % 2));
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("contents")
  void headersAreAFunctionOfTheEntries(List<Long> sizes) throws IOException {
    List<ArchiveEntry> entries = entries(sizes);
    ContainerLayout layout =
        new ContainerLayout(entries.stream().map(ArchiveEntry::header).toList());
    SparseChannel sealed = new SparseChannel();
    KitArchiveWriter.write(sealed, entries);
    SparseChannel raw = new SparseChannel();
    writeByLibraryAlone(raw, entries);

    assertThat(sealed.size()).isEqualTo(layout.length());
    assertThat(raw.size()).isEqualTo(layout.length());
    for (int i = 0; i < entries.size(); i++) {
      byte[] header = HeaderFunction.local(entries.get(i).header());
      assertThat(sealed.bytes(layout.headerOffset(i), header.length)).isEqualTo(header);
      assertThat(raw.bytes(layout.headerOffset(i), header.length)).isEqualTo(header);
    }
    byte[] tail = layout.tail();
    assertThat(sealed.bytes(layout.directoryOffset(), tail.length)).isEqualTo(tail);
    assertThat(withoutMadeBy(raw.bytes(layout.directoryOffset(), tail.length), layout))
        .isEqualTo(withoutMadeBy(tail, layout));
  }

  /** One byte less or more and the offset of what follows is, or is not, escaped. */
  @Test
  void offsetsAreEscapedFromTheVeryByteOn() throws IOException {
    int header = HeaderFunction.localBytes(new ContainerEntry("e000", 1, 0));
    for (int delta = -1; delta <= 1; delta++) {
      long first = ESCAPE - header + delta;
      SparseChannel channel = new SparseChannel();
      List<ArchiveEntry> entries =
          List.of(
              new ArchiveEntry(new ContainerEntry("e000", first, 0), zeros(first)),
              new ArchiveEntry(new ContainerEntry("e001", 0, 0), zeros(0)));
      ContainerLayout layout =
          new ContainerLayout(entries.stream().map(ArchiveEntry::header).toList());

      writeByLibraryAlone(channel, entries);

      assertThat(layout.headerOffset(1)).isEqualTo(ESCAPE + delta);
      assertThat(
              withoutMadeBy(channel.bytes(layout.directoryOffset(), layout.tail().length), layout))
          .isEqualTo(withoutMadeBy(layout.tail(), layout));
    }
  }

  @Test
  void theZoneOfTheMachineChangesNothing() throws IOException {
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : List.of("UTC", "Pacific/Kiritimati", "America/St_Johns")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        headersAreAFunctionOfTheEntries(List.of(0L, 1L));
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void aPayloadOfAnotherLengthIsAFault() {
    for (long length : new long[] {0, 2}) {
      List<ArchiveEntry> entries =
          List.of(new ArchiveEntry(new ContainerEntry("a", 1, CRCS.get(1)), zeros(length)));

      assertThatThrownBy(() -> KitArchiveWriter.write(new SparseChannel(), entries))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aPayloadOfAnotherContentIsAFault() {
    List<ArchiveEntry> entries =
        List.of(new ArchiveEntry(new ContainerEntry("a", 1, 0x12345678L), zeros(1)));

    assertThatThrownBy(() -> KitArchiveWriter.write(new SparseChannel(), entries))
        .isInstanceOf(IOException.class);
  }

  private static List<ArchiveEntry> entries(List<Long> sizes) {
    List<ArchiveEntry> out = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      long size = sizes.get(i);
      String path = "e" + Integer.toString(1000 + i).substring(1);
      long crc = CRCS.get(SIZES.indexOf(size));
      out.add(new ArchiveEntry(new ContainerEntry(path, size, crc), zeros(size)));
    }
    return out;
  }

  /** The library, told sizes and time, with no hand of ours in between. */
  private static void writeByLibraryAlone(SparseChannel channel, List<ArchiveEntry> entries)
      throws IOException {
    ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel);
    zip.setEncoding("US-ASCII");
    zip.setUseLanguageEncodingFlag(false);
    zip.setUseZip64(Zip64Mode.AsNeeded);
    for (ArchiveEntry entry : entries) {
      ZipArchiveEntry header = new ZipArchiveEntry(entry.header().path());
      header.setMethod(ZipArchiveOutputStream.STORED);
      header.setSize(entry.header().size());
      header.setCompressedSize(entry.header().size());
      header.setCrc(entry.header().crc32());
      header.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
      zip.addRawArchiveEntry(header, entry.payload().open());
    }
    zip.finish();
  }

  /** The one field that the library chooses by itself: bytes 4 and 5 of each record. */
  private static byte[] withoutMadeBy(byte[] tail, ContainerLayout layout) {
    int at = 0;
    for (int i = 0; i < layout.entries().size(); i++) {
      tail[at + 4] = 0;
      tail[at + 5] = 0;
      at += HeaderFunction.record(layout.entries().get(i), layout.headerOffset(i)).length;
    }
    return tail;
  }

  private static Payload zeros(long count) {
    return () -> new Zeros(count);
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) {
      if (left <= 0) {
        return -1;
      }
      int read = (int) Math.min(left, count);
      java.util.Arrays.fill(into, from, from + read, (byte) 0);
      left -= read;
      return read;
    }
  }
}
