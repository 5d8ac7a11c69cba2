package io.airgapkit.format.container;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Where everything in a container stands: entries back to back from offset 0, then the directory,
 * then nothing.
 */
public final class ContainerLayout {
  private final List<ContainerEntry> entries;
  private final long[] offsets;
  private final long directoryOffset;
  private final byte[] tail;

  /** The layout of these entries in this order; the order is the caller's duty. */
  public ContainerLayout(List<ContainerEntry> entries) {
    this.entries = List.copyOf(entries);
    this.offsets = new long[entries.size()];
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    long at = 0;
    for (int i = 0; i < offsets.length; i++) {
      ContainerEntry e = entries.get(i);
      offsets[i] = at;
      directory.writeBytes(HeaderFunction.record(e, at));
      at += HeaderFunction.localBytes(e) + e.size();
    }
    this.directoryOffset = at;
    directory.writeBytes(HeaderFunction.end(offsets.length, at, directory.size()));
    this.tail = directory.toByteArray();
  }

  public List<ContainerEntry> entries() {
    return entries;
  }

  /** Offset of the local header of entry {@code i}, bytes from the start of the file. */
  public long headerOffset(int i) {
    return offsets[i];
  }

  /** Offset of the content of entry {@code i}. */
  public long contentOffset(int i) {
    return offsets[i] + HeaderFunction.localBytes(entries.get(i));
  }

  /** Offset of the directory, which is the end of the last entry. */
  public long directoryOffset() {
    return directoryOffset;
  }

  /**
   * Directory and end records: all bytes from {@link #directoryOffset()} to the end of the file.
   */
  public byte[] tail() {
    return tail.clone();
  }

  /** Length of the whole file, bytes. */
  public long length() {
    return directoryOffset + tail.length;
  }
}
