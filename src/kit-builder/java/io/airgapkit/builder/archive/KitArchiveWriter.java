package io.airgapkit.builder.archive;

import io.airgapkit.format.container.ContainerEntry;
import io.airgapkit.format.container.ContainerLayout;
import io.airgapkit.format.container.HeaderFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes entries stored, back to back, in the order given. The library's headers are then read back
 * and compared with the header function; only <i>version made by</i> is patched, which the library
 * chooses by itself.
 */
public final class KitArchiveWriter {
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private KitArchiveWriter() {}

  /**
   * Writes a whole container into an empty channel that can be read too; leaves it open.
   *
   * @throws IOException if writing fails, or a payload is not what its entry says
   */
  public static void write(SeekableByteChannel channel, List<ArchiveEntry> entries)
      throws IOException {
    ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel);
    zip.setEncoding("US-ASCII");
    zip.setUseLanguageEncodingFlag(false);
    zip.setMethod(ZipArchiveOutputStream.STORED);
    zip.setUseZip64(Zip64Mode.AsNeeded);
    List<ContainerEntry> headers = new ArrayList<>();
    for (ArchiveEntry entry : entries) {
      headers.add(entry.header());
      ZipArchiveEntry written = entry(entry.header());
      zip.putArchiveEntry(written);
      try (InputStream in = entry.payload().open()) {
        in.transferTo(zip);
      }
      zip.closeArchiveEntry();
      unchanged(entry.header(), written);
    }
    zip.finish();
    holdToHeaderFunction(channel, new ContainerLayout(headers));
  }

  /**
   * A file that is carried lies outside and may change after it was listed. The library does not
   * mind: it puts what it counted in place of what it was told.
   */
  private static void unchanged(ContainerEntry listed, ZipArchiveEntry written) throws IOException {
    if (written.getSize() != listed.size() || written.getCrc() != listed.crc32()) {
      throw new IOException("the file for " + listed.path() + " changed while the kit was made");
    }
  }

  private static ZipArchiveEntry entry(ContainerEntry header) {
    ZipArchiveEntry entry = new ZipArchiveEntry(header.path());
    entry.setMethod(ZipArchiveOutputStream.STORED);
    entry.setSize(header.size());
    entry.setCompressedSize(header.size());
    entry.setCrc(header.crc32());
    entry.setTimeLocal(EPOCH);
    return entry;
  }

  private static void holdToHeaderFunction(SeekableByteChannel channel, ContainerLayout layout)
      throws IOException {
    for (int i = 0; i < layout.entries().size(); i++) {
      byte[] want = HeaderFunction.local(layout.entries().get(i));
      require(
          Arrays.equals(want, read(channel, layout.headerOffset(i), want.length)),
          layout.entries().get(i).path());
    }
    byte[] want = layout.tail();
    byte[] tail = read(channel, layout.directoryOffset(), want.length);
    require(channel.size() == layout.length(), "length");
    int at = 0;
    for (int i = 0; i < layout.entries().size(); i++) {
      tail[at + 4] = want[at + 4];
      tail[at + 5] = want[at + 5];
      at += HeaderFunction.record(layout.entries().get(i), layout.headerOffset(i)).length;
    }
    require(Arrays.equals(want, tail), "directory");
    channel.position(layout.directoryOffset());
    ByteBuffer patched = ByteBuffer.wrap(tail);
    while (patched.hasRemaining()) {
      channel.write(patched);
    }
  }

  private static void require(boolean equal, String where) {
    if (!equal) {
      throw new IllegalStateException(
          "the container is not the one the header function gives: " + where);
    }
  }

  private static byte[] read(SeekableByteChannel channel, long position, int count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    channel.position(position);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      continue;
    }
    return buffer.array();
  }
}
