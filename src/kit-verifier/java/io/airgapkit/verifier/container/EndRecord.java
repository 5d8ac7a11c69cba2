package io.airgapkit.verifier.container;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.container.HeaderFunction;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import io.airgapkit.verifier.report.KitUnreadableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the directory stands, by the last 22 bytes of the file (and the Zip64 records before them,
 * if they say so).
 *
 * @param count records of the directory, at most {@link FormatLimits#MAX_RECORDS}
 */
record EndRecord(int count, long directoryOffset, int directoryBytes) {

  static EndRecord read(KitFile file) throws KitFormatException, KitUnreadableException {
    long at = file.length() - HeaderFunction.END_BYTES;
    if (at < 0) {
      throw new KitFormatException(FindingCode.END_RECORD_MISSING);
    }
    ByteBuffer b = little(file.read(at, HeaderFunction.END_BYTES));
    if (b.getInt(0) != HeaderFunction.END_SIGNATURE) {
      throw new KitFormatException(FindingCode.END_RECORD_MISSING);
    }
    int count = b.getShort(10) & 0xFFFF;
    require(b.getInt(4) == 0, "disks");
    require((b.getShort(8) & 0xFFFF) == count, "counts");
    require(b.getShort(20) == 0, "comment");
    if (count > FormatLimits.MAX_RECORDS) {
      throw new KitFormatException(FindingCode.RECORDS_TOO_MANY, count, FormatLimits.MAX_RECORDS);
    }
    long bytes = b.getInt(12) & 0xFFFF_FFFFL;
    long offset = b.getInt(16) & 0xFFFF_FFFFL;
    long end = at;
    if (offset == HeaderFunction.ESCAPE) {
      end = at - HeaderFunction.LOCATOR_BYTES - HeaderFunction.ZIP64_END_BYTES;
      require(end >= 0, "Zip64");
      offset = zip64Offset(file, end);
    }
    require(offset >= 0 && offset <= end && bytes == end - offset, "directory");
    require(
        bytes >= (long) count * HeaderFunction.RECORD_BYTES
            && bytes <= (long) count * maxRecordBytes(),
        "directory");
    return new EndRecord(count, offset, (int) bytes);
  }

  /** Offset of the directory by the Zip64 end record; its other fields are compared in stage 4. */
  private static long zip64Offset(KitFile file, long at)
      throws KitFormatException, KitUnreadableException {
    ByteBuffer b =
        little(file.read(at, HeaderFunction.ZIP64_END_BYTES + HeaderFunction.LOCATOR_BYTES));
    require(b.getInt(0) == HeaderFunction.ZIP64_END_SIGNATURE, "Zip64");
    require(b.getInt(HeaderFunction.ZIP64_END_BYTES) == HeaderFunction.LOCATOR_SIGNATURE, "Zip64");
    return b.getLong(48);
  }

  private static int maxRecordBytes() {
    return HeaderFunction.RECORD_BYTES
        + FormatLimits.MAX_PATH_CHARS
        + HeaderFunction.MAX_RECORD_EXTRA_BYTES;
  }

  private static void require(boolean condition, String field) throws KitFormatException {
    if (!condition) {
      throw new KitFormatException(FindingCode.END_RECORD_INVALID, field);
    }
  }

  static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
