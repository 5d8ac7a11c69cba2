package io.airgapkit.vectors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Zip64 extra fields (APPNOTE 4.5.3), which no small kit has. */
final class ZipExtra {
  private ZipExtra() {}

  /** Both sizes: 20 bytes. */
  static byte[] sizes(long size) {
    return little(20).putShort((short) 1).putShort((short) 16).putLong(size).putLong(size).array();
  }

  /** The offset: 12 bytes. */
  static byte[] offset(long offset) {
    return little(12).putShort((short) 1).putShort((short) 8).putLong(offset).array();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
