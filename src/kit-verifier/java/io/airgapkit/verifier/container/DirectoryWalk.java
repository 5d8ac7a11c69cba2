package io.airgapkit.verifier.container;

import io.airgapkit.format.FormatLimits;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.container.HeaderFunction;
import io.airgapkit.format.finding.FindingCode;
import io.airgapkit.format.finding.KitFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One bounded pass over the directory for names, sizes and offsets; nothing else in it is believed
 * or needed yet.
 */
final class DirectoryWalk {
  /**
   * A record.
   *
   * @param name one character a byte
   * @param limit offset of the directory: no content reaches beyond it
   */
  record Found(int index, String name, long size, long offset, long limit) {}

  private final ByteBuffer directory;
  private final EndRecord end;

  DirectoryWalk(byte[] directory, EndRecord end) {
    this.directory = EndRecord.little(directory);
    this.end = end;
  }

  /** The first record called {@value KitManifest#MANIFEST_PATH} and all behind it. */
  List<Found> fromManifestOn() throws KitFormatException {
    List<Found> found = new ArrayList<>();
    int at = 0;
    for (int index = 0; index < end.count(); index++) {
      int bytes = recordBytes(at, index);
      String name = name(at);
      if (!found.isEmpty() || name.equals(KitManifest.MANIFEST_PATH)) {
        found.add(found(at, index, name));
      }
      at += bytes;
    }
    if (at != directory.capacity()) {
      throw new KitFormatException(FindingCode.DIRECTORY_INVALID, end.count());
    }
    return found;
  }

  private int recordBytes(int at, int index) throws KitFormatException {
    int left = directory.capacity() - at;
    if (left < HeaderFunction.RECORD_BYTES
        || directory.getInt(at) != HeaderFunction.RECORD_SIGNATURE) {
      throw new KitFormatException(FindingCode.DIRECTORY_INVALID, index);
    }
    int name = unsigned(at + 28);
    int extra = unsigned(at + 30);
    int comment = unsigned(at + 32);
    boolean extraKnown =
        extra == 0 || extra == 12 || extra == 20 || extra == HeaderFunction.MAX_RECORD_EXTRA_BYTES;
    int bytes = HeaderFunction.RECORD_BYTES + name + extra;
    if (name < 1
        || name > FormatLimits.MAX_PATH_CHARS
        || !extraKnown
        || comment != 0
        || bytes > left) {
      throw new KitFormatException(FindingCode.DIRECTORY_INVALID, index);
    }
    return bytes;
  }

  private String name(int at) {
    byte[] name = new byte[unsigned(at + 28)];
    directory.get(at + HeaderFunction.RECORD_BYTES, name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  /** An escaped size stays 0xFFFFFFFF, which is above every limit that applies here. */
  private Found found(int at, int index, String name) throws KitFormatException {
    long size = directory.getInt(at + 24) & 0xFFFF_FFFFL;
    long offset = directory.getInt(at + 42) & 0xFFFF_FFFFL;
    if (offset == HeaderFunction.ESCAPE) {
      if (unsigned(at + 30) != 12) {
        throw new KitFormatException(FindingCode.DIRECTORY_INVALID, index);
      }
      offset = directory.getLong(at + HeaderFunction.RECORD_BYTES + name.length() + 4);
    }
    if (offset < 0 || offset > end.directoryOffset()) {
      throw new KitFormatException(FindingCode.DIRECTORY_INVALID, index);
    }
    return new Found(index, name, size, offset, end.directoryOffset());
  }

  private int unsigned(int at) {
    return directory.getShort(at) & 0xFFFF;
  }
}
