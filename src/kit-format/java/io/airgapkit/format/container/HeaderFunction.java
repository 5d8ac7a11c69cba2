package io.airgapkit.format.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The header function: local header, directory record and end records of the one container a list
 * of entries has.
 *
 * <pre>
 * local   PK 3 4 | needed 2 | flags 2 | method 2 | time 2 | date 2 | crc 4 | size 4 | size 4 | name 2 | extra 2 | name | extra
 * record  PK 1 2 | made by 2 | needed 2 | flags 2 | method 2 | time 2 | date 2 | crc 4 | size 4 | size 4
 *         | name 2 | extra 2 | comment 2 | disk 2 | internal 2 | external 4 | offset 4 | name | extra
 * zip64   PK 6 6 | 44 8 | 45 2 | 45 2 | 0 4 | 0 4 | count 8 | count 8 | directory size 8 | directory offset 8
 * locator PK 6 7 | 0 4 | offset of zip64 8 | 1 4
 * end     PK 5 6 | 0 2 | 0 2 | count 2 | count 2 | directory size 4 | directory offset 4 | 0 2
 * </pre>
 *
 * Numbers are little-endian, widths in bytes (APPNOTE 4.3.7, 4.3.12, 4.3.14 to 4.3.16, 4.5.3).
 */
public final class HeaderFunction {
  public static final int LOCAL_BYTES = 30;
  public static final int RECORD_BYTES = 46;
  public static final int ZIP64_END_BYTES = 56;
  public static final int LOCATOR_BYTES = 20;
  public static final int END_BYTES = 22;

  /** The largest extra field of a record: id, length, two sizes, offset. */
  public static final int MAX_RECORD_EXTRA_BYTES = 28;

  public static final int LOCAL_SIGNATURE = 0x0403_4b50;
  public static final int RECORD_SIGNATURE = 0x0201_4b50;
  public static final int ZIP64_END_SIGNATURE = 0x0606_4b50;
  public static final int LOCATOR_SIGNATURE = 0x0706_4b50;
  public static final int END_SIGNATURE = 0x0605_4b50;

  /** Stands in 32-bit fields whose value lies in the Zip64 extra field. */
  public static final long ESCAPE = 0xFFFF_FFFFL;

  private static final short DATE_1980_01_01 = 0x0021;

  private HeaderFunction() {}

  static boolean escaped(long value) {
    return value >= ESCAPE;
  }

  /** Bytes of the local header, name and extra field included. */
  public static int localBytes(ContainerEntry e) {
    return LOCAL_BYTES + e.path().length() + (escaped(e.size()) ? 20 : 0);
  }

  /** The local header. */
  public static byte[] local(ContainerEntry e) {
    boolean big = escaped(e.size());
    ByteBuffer b = buffer(localBytes(e)).putInt(LOCAL_SIGNATURE);
    common(b, e, big);
    b.putShort((short) (big ? 20 : 0)).put(name(e));
    if (big) {
      b.putShort((short) 1).putShort((short) 16).putLong(e.size()).putLong(e.size());
    }
    return b.array();
  }

  /** The directory's record of an entry whose local header stands at {@code offset}. */
  public static byte[] record(ContainerEntry e, long offset) {
    int extra = (escaped(e.size()) ? 16 : 0) + (escaped(offset) ? 8 : 0);
    int extraBytes = extra == 0 ? 0 : extra + 4;
    ByteBuffer b = buffer(RECORD_BYTES + e.path().length() + extraBytes).putInt(RECORD_SIGNATURE);
    b.putShort((short) 45);
    common(b, e, extra > 0);
    b.putShort((short) extraBytes)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(0);
    b.putInt((int) Math.min(offset, ESCAPE)).put(name(e));
    if (extra > 0) {
      b.putShort((short) 1).putShort((short) extra);
    }
    if (escaped(e.size())) {
      b.putLong(e.size()).putLong(e.size());
    }
    if (escaped(offset)) {
      b.putLong(offset);
    }
    return b.array();
  }

  /** Everything behind the directory. */
  public static byte[] end(int count, long directoryOffset, long directoryBytes) {
    boolean big = escaped(directoryOffset);
    ByteBuffer b = buffer(END_BYTES + (big ? ZIP64_END_BYTES + LOCATOR_BYTES : 0));
    if (big) {
      b.putInt(ZIP64_END_SIGNATURE)
          .putLong(ZIP64_END_BYTES - 12)
          .putShort((short) 45)
          .putShort((short) 45);
      b.putInt(0)
          .putInt(0)
          .putLong(count)
          .putLong(count)
          .putLong(directoryBytes)
          .putLong(directoryOffset);
      b.putInt(LOCATOR_SIGNATURE).putInt(0).putLong(directoryOffset + directoryBytes).putInt(1);
    }
    b.putInt(END_SIGNATURE).putShort((short) 0).putShort((short) 0);
    b.putShort((short) count).putShort((short) count).putInt((int) directoryBytes);
    return b.putInt((int) Math.min(directoryOffset, ESCAPE)).putShort((short) 0).array();
  }

  /** From "version needed" to the length of the name: the same in both headers. */
  private static void common(ByteBuffer b, ContainerEntry e, boolean zip64) {
    b.putShort((short) (zip64 ? 45 : 10)).putShort((short) 0).putShort((short) 0);
    b.putShort((short) 0).putShort(DATE_1980_01_01).putInt((int) e.crc32());
    int size = (int) Math.min(e.size(), ESCAPE);
    b.putInt(size).putInt(size).putShort((short) e.path().length());
  }

  private static byte[] name(ContainerEntry e) {
    return e.path().getBytes(StandardCharsets.US_ASCII);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
