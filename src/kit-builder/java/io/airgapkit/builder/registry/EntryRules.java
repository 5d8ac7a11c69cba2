package io.airgapkit.builder.registry;

/** What keys and names may be: when read, and, more narrowly, when we write (policy.md, 4). */
final class EntryRules {
  private static final int MAX_NAME_CHARS = 16_383;
  private static final int MAX_COMPONENT_CHARS = 255;

  private EntryRules() {}

  /** At least one component, each of 1 to 255 UTF-16 code units, 16,383 in all. */
  static boolean isKey(String key) {
    if (key.length() > MAX_NAME_CHARS) {
      return false;
    }
    int start = 0;
    for (int i = 0; i <= key.length(); i++) {
      if (i == key.length() || key.charAt(i) == '\\') {
        if (i == start || i - start > MAX_COMPONENT_CHARS) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }

  /** An empty name is the mark of a key by itself, or with a type the key's default value. */
  static boolean isName(String name) {
    return name.length() <= MAX_NAME_CHARS;
  }

  /**
   * Refuses what no reader of ours would take again.
   *
   * @throws IllegalArgumentException with the reason
   */
  static void requireReadable(RegistryEntry entry) {
    require(isKey(entry.key()), entry, "no key");
    require(isName(entry.name()), entry, "no value name");
    String both = entry.key() + '\\' + entry.name();
    require(both.indexOf('\0') < 0, entry, "a NUL in a name");
    require(RegistryText.isWellFormed(both), entry, "half of a surrogate pair in a name");
  }

  /**
   * Refuses what is never made here: MS-GPREG 2.2.1 has only printable ASCII and short data.
   *
   * @throws IllegalArgumentException with the reason
   */
  static void requireWritable(RegistryEntry entry) {
    requireReadable(entry);
    require(isPrintable(entry.key()), entry, "a key that is not printable ASCII");
    require(isPrintable(entry.name()), entry, "a value name that is not printable ASCII");
    require(entry.size() <= RegistryEntry.MAX_WRITTEN_DATA_BYTES, entry, "data above 65,535 bytes");
    require(!entry.name().isEmpty() || entry.isKeyOnly(), entry, "data without a value name");
    String deleted = entry.deletedKeys();
    for (String subkey : deleted.isEmpty() ? new String[0] : deleted.split(";", -1)) {
      // Of an empty one a .reg file would make the key above, with all that is in it.
      boolean one = !subkey.isEmpty() && isPrintable(subkey) && subkey.indexOf('\\') < 0;
      require(one, entry, "a subkey to delete that is no single printable one");
    }
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
  }

  private static void require(boolean holds, RegistryEntry entry, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(fault + ": " + entry);
    }
  }
}
