package io.airgapkit.builder.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Entries as a registry file for {@code reg import} (policy.md, section 4): UTF-16LE with byte
 * order mark, lines wrapped as Windows' own export wraps them.
 */
public final class RegFile {
  private static final String HIVE = "HKEY_LOCAL_MACHINE\\";

  /** A line of octets is broken behind the comma that reaches this column, or passes it. */
  private static final int FULL_COLUMN = 77;

  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder out = new StringBuilder("Windows Registry Editor Version 5.00\r\n");

  /** Keys that have their line already, in lower case. */
  private final Set<String> listed = new HashSet<>();

  /** The key the next value would go to; empty if none is open. */
  private String open = "";

  private RegFile() {}

  /**
   * The file of these entries below HKEY_LOCAL_MACHINE, in this order. Keys above a key are listed
   * before it, once: an offline editor of hives makes none by itself.
   *
   * @throws IllegalArgumentException for an entry that {@link PolicyFile#write} refuses, or an
   *     instruction other than deleting a value or subkeys
   */
  public static byte[] write(List<RegistryEntry> entries) {
    RegFile file = new RegFile();
    for (RegistryEntry entry : entries) {
      EntryRules.requireWritable(entry);
      file.add(entry);
    }
    return RegistryText.file(file.out.append("\r\n"));
  }

  private void add(RegistryEntry entry) {
    if (!entry.deletedKeys().isEmpty()) {
      for (String subkey : entry.deletedKeys().split(";")) {
        delete(entry.key() + '\\' + subkey);
      }
      return;
    }
    if (entry.isInstruction() && entry.deletedValue().isEmpty()) {
      throw new IllegalArgumentException("a .reg file has no spelling for this: " + entry);
    }
    if (entry.isKeyOnly()) {
      if (!listed.contains(lower(entry.key()))) {
        open(entry.key());
      }
      return;
    }
    if (!entry.key().equalsIgnoreCase(open)) {
      open(entry.key());
    }
    if (entry.isInstruction()) {
      out.append(quoted(entry.deletedValue())).append("=-\r\n");
    } else {
      value(entry);
    }
  }

  private void delete(String key) {
    out.append("\r\n[-").append(HIVE).append(key).append("]\r\n");
    String gone = lower(key);
    listed.removeIf(each -> each.equals(gone) || each.startsWith(gone + '\\'));
    open = "";
  }

  private void open(String key) {
    for (int end = key.indexOf('\\'); end >= 0; end = key.indexOf('\\', end + 1)) {
      String above = key.substring(0, end);
      if (listed.add(lower(above))) {
        section(above);
      }
    }
    listed.add(lower(key));
    section(key);
    open = key;
  }

  private void section(String key) {
    out.append("\r\n[").append(HIVE).append(key).append("]\r\n");
  }

  private void value(RegistryEntry entry) {
    String name = quoted(entry.name()) + '=';
    Optional<String> text = entry.type() == RegistryEntry.SZ ? line(entry) : Optional.empty();
    if (text.isPresent()) {
      out.append(name).append(quoted(text.get()));
    } else if (entry.type() == RegistryEntry.DWORD && entry.size() == Integer.BYTES) {
      int number = ByteBuffer.wrap(entry.data()).order(ByteOrder.LITTLE_ENDIAN).getInt();
      out.append(name).append("dword:").append(HEX.toHexDigits(number));
    } else if (entry.type() == RegistryEntry.BINARY) {
      octets(name + "hex:", entry.data());
    } else {
      octets(name + "hex(" + Integer.toHexString(entry.type()) + "):", entry.data());
    }
    out.append("\r\n");
  }

  /**
   * The text, if it is one of printable ASCII. Anything else goes out as octets: line ends would
   * break the line, and an offline editor of hives takes other characters for bytes.
   */
  private static Optional<String> line(RegistryEntry entry) {
    return RegistryText.of(entry.data())
        .filter(text -> text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E));
  }

  private void octets(String head, byte[] data) {
    out.append(head);
    int column = head.length();
    for (int i = 0; i < data.length; i++) {
      HEX.toHexDigits(out, data[i]);
      if (i < data.length - 1) {
        out.append(',');
        column += 3;
        if (column >= FULL_COLUMN) {
          out.append("\\\r\n  ");
          column = 2;
        }
      }
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String lower(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
