package io.airgapkit.verifier.container;

import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.report.KitUnreadableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * One open handle for a whole run, so that all stages look at the same file. Reads are positional
 * and thread-safe.
 */
public final class KitFile implements Closeable {
  private final String name;
  private final FileChannel channel;
  private final long length;

  private KitFile(String name, FileChannel channel, long length) {
    this.name = name;
    this.channel = channel;
    this.length = length;
  }

  /**
   * @throws KitFormatException KIT_NOT_A_FILE for a folder, a device, a pipe
   * @throws KitUnreadableException if it is absent or may not be read
   */
  public static KitFile open(Path path) throws KitFormatException, KitUnreadableException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new KitFormatException(
            FindingCode.KIT_NOT_A_FILE, attributes.isDirectory() ? "a folder" : "a special file");
      }
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      return new KitFile(path.toString(), channel, channel.size());
    } catch (NoSuchFileException e) {
      throw new KitUnreadableException("there is no file " + path, e);
    } catch (IOException e) {
      throw new KitUnreadableException("cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  /** Length when opened, bytes. */
  public long length() {
    return length;
  }

  /**
   * Exactly {@code count} bytes from {@code position}; the caller has checked both against {@link
   * #length()}.
   *
   * @throws KitUnreadableException if the medium fails or the file became shorter
   */
  public byte[] read(long position, int count) throws KitUnreadableException {
    byte[] out = new byte[count];
    read(position, out, count);
    return out;
  }

  /** As {@link #read(long, int)}, into the start of {@code into}. */
  public void read(long position, byte[] into, int count) throws KitUnreadableException {
    ByteBuffer buffer = ByteBuffer.wrap(into, 0, count);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, position + buffer.position()) < 0) {
          throw new KitUnreadableException(name + " became shorter while it was read");
        }
      }
    } catch (IOException e) {
      throw new KitUnreadableException(
          "cannot read " + name + " at byte " + position + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
