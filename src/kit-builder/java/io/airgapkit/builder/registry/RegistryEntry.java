package io.airgapkit.builder.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * One instruction of a registry policy (MS-GPREG 2.2.1). Holds whatever a file may hold; what is
 * written is judged by the writers.
 *
 * @param key components parted by backslashes, without hive
 * @param name value name, or an instruction that begins with two asterisks (MS-GPREG 3.2.5.1.2);
 *     empty for a key by itself
 * @param type number of the registry type, an unsigned 32-bit number
 * @param data the bytes as they stand in the registry; copied in and out
 */
public record RegistryEntry(String key, String name, int type, byte[] data) {
  public static final int NONE = 0;
  public static final int SZ = 1;
  public static final int EXPAND_SZ = 2;
  public static final int BINARY = 3;
  public static final int DWORD = 4;
  public static final int MULTI_SZ = 7;
  public static final int QWORD = 11;

  /** Most bytes of data that are written (MS-GPREG 2.2.1). */
  public static final int MAX_WRITTEN_DATA_BYTES = 65_535;

  /** Before the name of a value that is to be deleted; read without regard to case. */
  static final String DELETE_VALUE = "**Del.";

  /** The name of an instruction to delete subkeys; read without regard to case. */
  static final String DELETE_KEYS = "**DeleteKeys";

  private static final int SHOWN_BYTES = 32;

  public RegistryEntry {
    Objects.requireNonNull(key);
    Objects.requireNonNull(name);
    data = data.clone();
  }

  public static RegistryEntry binary(String key, String name, byte[] data) {
    return new RegistryEntry(key, name, BINARY, data);
  }

  /**
   * A 32-bit number.
   *
   * @throws IllegalArgumentException unless the value is between 0 and 2^32 - 1
   */
  public static RegistryEntry dword(String key, String name, long value) {
    if (value >>> Integer.SIZE != 0) {
      throw new IllegalArgumentException("no unsigned 32-bit number: " + value);
    }
    byte[] data =
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) value)
            .array();
    return new RegistryEntry(key, name, DWORD, data);
  }

  /**
   * REG_SZ: UTF-16LE with final NUL.
   *
   * @throws IllegalArgumentException if the text holds a NUL or half of a surrogate pair
   */
  public static RegistryEntry string(String key, String name, String text) {
    return new RegistryEntry(key, name, SZ, RegistryText.withNul(text));
  }

  /** The key by itself, without a value; how Windows' own editor keeps an empty key. */
  public static RegistryEntry keyOnly(String key) {
    return new RegistryEntry(key, "", NONE, new byte[0]);
  }

  /**
   * Deletes one value. One space is the data, as real policies have it.
   *
   * @throws IllegalArgumentException if the name is empty
   */
  public static RegistryEntry deleteValue(String key, String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("no name of a value to delete");
    }
    return string(key, DELETE_VALUE + name, " ");
  }

  /**
   * Deletes keys that lie directly below one.
   *
   * @param subkeys at least one; single components
   * @throws IllegalArgumentException if there is none, or one is empty or holds {@code ;} or a
   *     backslash
   */
  public static RegistryEntry deleteKeys(String key, List<String> subkeys) {
    if (subkeys.isEmpty()) {
      throw new IllegalArgumentException("no key to delete");
    }
    for (String subkey : subkeys) {
      if (subkey.isEmpty() || subkey.indexOf(';') >= 0 || subkey.indexOf('\\') >= 0) {
        throw new IllegalArgumentException("no single subkey: '" + subkey + "'");
      }
    }
    return string(key, DELETE_KEYS, String.join(";", subkeys));
  }

  @Override
  public byte[] data() {
    return data.clone();
  }

  int size() {
    return data.length;
  }

  /** Without the copy of {@link #data()}. */
  void putData(ByteBuffer out) {
    out.put(data);
  }

  boolean isKeyOnly() {
    return name.isEmpty() && type == NONE && data.length == 0;
  }

  /** Whether the value name is an instruction to the client instead of a name. */
  boolean isInstruction() {
    return name.startsWith("**");
  }

  /** The name of the value to delete; empty if this is another entry. */
  String deletedValue() {
    boolean deletes = name.regionMatches(true, 0, DELETE_VALUE, 0, DELETE_VALUE.length());
    return deletes ? name.substring(DELETE_VALUE.length()) : "";
  }

  /** The subkeys to delete, parted by semicolons; empty if this is another entry. */
  String deletedKeys() {
    return name.equalsIgnoreCase(DELETE_KEYS) ? RegistryText.of(data).orElse("") : "";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RegistryEntry that
        && key.equals(that.key)
        && name.equals(that.name)
        && type == that.type
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(key, name, type) + Arrays.hashCode(data);
  }

  /** For failing tests and faults; long data are cut. */
  @Override
  public String toString() {
    int shown = Math.min(data.length, SHOWN_BYTES);
    return String.join(
        ";",
        "[" + key,
        name,
        Integer.toUnsignedString(type),
        Integer.toString(data.length),
        HexFormat.of().formatHex(data, 0, shown) + (shown < data.length ? "...]" : "]"));
  }
}
