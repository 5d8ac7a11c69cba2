package io.airgapkit.builder.archive;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A file in memory that keeps only the blocks in which something is not zero, so that a container
 * of many GiB of zeros costs no more than its headers.
 */
final class SparseChannel implements SeekableByteChannel {
  private static final int BLOCK_BYTES = 1 << 16;
  private static final byte[] ZEROS = new byte[BLOCK_BYTES];

  private final Map<Long, byte[]> blocks = new HashMap<>();
  private long position;
  private long size;

  @Override
  public int write(ByteBuffer from) {
    int written = from.remaining();
    while (from.hasRemaining()) {
      int at = (int) (position % BLOCK_BYTES);
      int part = Math.min(from.remaining(), BLOCK_BYTES - at);
      writeBlock(position / BLOCK_BYTES, at, from, part);
      position += part;
    }
    size = Math.max(size, position);
    return written;
  }

  private void writeBlock(long number, int at, ByteBuffer from, int count) {
    byte[] block = blocks.get(number);
    if (block == null) {
      boolean onlyZeros =
          from.hasArray()
              && Arrays.mismatch(
                      from.array(),
                      from.arrayOffset() + from.position(),
                      from.arrayOffset() + from.position() + count,
                      ZEROS,
                      0,
                      count)
                  < 0;
      if (onlyZeros) {
        from.position(from.position() + count);
        return;
      }
      block = new byte[BLOCK_BYTES];
      blocks.put(number, block);
    }
    from.get(block, at, count);
  }

  @Override
  public int read(ByteBuffer into) {
    long left = size - position;
    if (left <= 0) {
      return -1;
    }
    int read = (int) Math.min(left, into.remaining());
    for (int done = 0; done < read; ) {
      int at = (int) (position % BLOCK_BYTES);
      int part = Math.min(read - done, BLOCK_BYTES - at);
      into.put(blocks.getOrDefault(position / BLOCK_BYTES, ZEROS), at, part);
      position += part;
      done += part;
    }
    return read;
  }

  byte[] bytes(long from, int count) {
    ByteBuffer out = ByteBuffer.allocate(count);
    position(from);
    read(out);
    return out.array();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new UnsupportedOperationException("nobody cuts a container");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
