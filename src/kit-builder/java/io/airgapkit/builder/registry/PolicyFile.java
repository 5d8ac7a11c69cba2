package io.airgapkit.builder.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A {@code registry.pol} (MS-GPREG 2.2.1; policy.md, section 4):
 *
 * <pre>
 * file   "PReg" | 1 u32 | entries
 * entry  [ | key NUL | ; | name NUL | ; | type u32 | ; | size u32 | ; | data | ]
 * </pre>
 *
 * Text and marks are UTF-16LE code units, numbers little-endian. Nothing is aligned: data of odd
 * length shift all that follows.
 */
public final class PolicyFile {
  static final int MAX_FILE_BYTES = 16 * 1024 * 1024;

  private static final byte[] HEADER = {'P', 'R', 'e', 'g', 1, 0, 0, 0};

  /** An entry without key, name and data: five marks, two NULs, two numbers, the last mark. */
  private static final int FIXED_BYTES = 24;

  private PolicyFile() {}

  /**
   * The file of these entries, in this order.
   *
   * @param entries printable ASCII keys and names, data of at most 65,535 bytes
   * @throws IllegalArgumentException for any other entry, or more than 16 MiB
   */
  public static byte[] write(List<RegistryEntry> entries) {
    entries.forEach(EntryRules::requireWritable);
    return rewrite(entries);
  }

  /**
   * The file of entries that were read: takes everything that {@link #read} gives, and {@code
   * rewrite(read(file))} is the file.
   *
   * @throws IllegalArgumentException if {@link #read} would refuse the result
   */
  public static byte[] rewrite(List<RegistryEntry> entries) {
    long bytes = HEADER.length;
    for (RegistryEntry entry : entries) {
      EntryRules.requireReadable(entry);
      bytes += FIXED_BYTES + 2L * (entry.key().length() + entry.name().length()) + entry.size();
    }
    if (bytes > MAX_FILE_BYTES) {
      throw new IllegalArgumentException("a registry policy of " + bytes + " bytes is too large");
    }
    ByteBuffer out = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN).put(HEADER);
    for (RegistryEntry entry : entries) {
      RegistryText.put(out.putChar('['), entry.key());
      RegistryText.put(out.putChar('\0').putChar(';'), entry.name());
      out.putChar('\0').putChar(';').putInt(entry.type());
      out.putChar(';').putInt(entry.size()).putChar(';');
      entry.putData(out);
      out.putChar(']');
    }
    return out.array();
  }

  /**
   * All entries, in the order of the file.
   *
   * @param file any bytes
   * @return any type number, data of any length, any UTF-16 in names; unmodifiable
   * @throws RegistryFormatException with a {@code POLICY_} code and the offset of the entry
   */
  public static List<RegistryEntry> read(byte[] file) throws RegistryFormatException {
    if (file.length > MAX_FILE_BYTES) {
      throw new RegistryFormatException(RegistryFault.POLICY_TOO_LARGE, 0);
    }
    if (file.length < HEADER.length
        || !Arrays.equals(file, 0, HEADER.length, HEADER, 0, HEADER.length)) {
      throw new RegistryFormatException(RegistryFault.POLICY_HEADER_BAD, 0);
    }
    return new Walk(file).entries();
  }

  /** Goes over the bytes once; never looks for a mark, because data and names may hold them. */
  private static final class Walk {
    private final byte[] file;
    private final ByteBuffer bytes;
    private int entry;
    private int at = HEADER.length;

    Walk(byte[] file) {
      this.file = file;
      this.bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    List<RegistryEntry> entries() throws RegistryFormatException {
      List<RegistryEntry> out = new ArrayList<>();
      while (at < file.length) {
        entry = at;
        out.add(next());
      }
      return List.copyOf(out);
    }

    private RegistryEntry next() throws RegistryFormatException {
      mark('[');
      String key = text();
      require(EntryRules.isKey(key), RegistryFault.POLICY_KEY_BAD);
      mark(';');
      String name = text();
      mark(';');
      int type = number();
      require(EntryRules.isName(name), RegistryFault.POLICY_NAME_BAD);
      mark(';');
      long size = Integer.toUnsignedLong(number());
      mark(';');
      need(size);
      int from = at;
      at += (int) size;
      mark(']');
      return new RegistryEntry(key, name, type, Arrays.copyOfRange(file, from, from + (int) size));
    }

    private void mark(char mark) throws RegistryFormatException {
      need(Character.BYTES);
      require(bytes.getChar(at) == mark, RegistryFault.POLICY_ENTRY_BAD);
      at += Character.BYTES;
    }

    private int number() throws RegistryFormatException {
      need(Integer.BYTES);
      int number = bytes.getInt(at);
      at += Integer.BYTES;
      return number;
    }

    /** Up to the next NUL, which is taken too. */
    private String text() throws RegistryFormatException {
      int from = at;
      do {
        need(Character.BYTES);
        at += Character.BYTES;
      } while (bytes.getChar(at - Character.BYTES) != '\0');
      String text = RegistryText.decode(file, from, at - Character.BYTES);
      require(RegistryText.isWellFormed(text), RegistryFault.POLICY_ENTRY_BAD);
      return text;
    }

    private void need(long count) throws RegistryFormatException {
      require(count <= file.length - at, RegistryFault.POLICY_ENTRY_TRUNCATED);
    }

    private void require(boolean holds, RegistryFault fault) throws RegistryFormatException {
      if (!holds) {
        throw new RegistryFormatException(fault, entry);
      }
    }
  }
}
