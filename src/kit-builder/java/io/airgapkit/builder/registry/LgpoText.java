package io.airgapkit.builder.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A policy as text for {@code LGPO.exe /t} (policy.md, section 4): UTF-16LE with byte order mark,
 * four lines an entry, an empty line behind each.
 */
public final class LgpoText {
  /** Where LGPO means the value that has no name. */
  private static final String UNNAMED = "(Default)";

  private static final HexFormat OCTETS = HexFormat.ofDelimiter(",");

  private LgpoText() {}

  /**
   * The text of these entries for the machine's half of the policy, in this order.
   *
   * @throws IllegalArgumentException for an entry that {@link PolicyFile#write} refuses, or that
   *     has no spelling here: another type or instruction, text data that are no text, a key or
   *     name that would be read as a comment or as the value without a name
   */
  public static byte[] write(List<RegistryEntry> entries) {
    StringBuilder out = new StringBuilder();
    for (RegistryEntry entry : entries) {
      EntryRules.requireWritable(entry);
      line(out, entry, "Computer");
      line(out, entry, entry.key());
      if (entry.isKeyOnly()) {
        line(out, entry, "*");
        line(out, entry, "CREATEKEY");
      } else if (!entry.deletedValue().isEmpty()) {
        line(out, entry, valueName(entry, entry.deletedValue()));
        line(out, entry, "DELETE");
      } else if (!entry.deletedKeys().isEmpty()) {
        line(out, entry, entry.deletedKeys());
        line(out, entry, "DELETEKEYS");
      } else {
        line(out, entry, valueName(entry, entry.name()));
        line(out, entry, action(entry));
      }
      out.append("\r\n");
    }
    return RegistryText.file(out);
  }

  private static void line(StringBuilder out, RegistryEntry entry, String line) {
    if (line.startsWith(";")) {
      throw new IllegalArgumentException("LGPO would take a line for a comment: " + entry);
    }
    out.append(line).append("\r\n");
  }

  private static String valueName(RegistryEntry entry, String name) {
    if (name.equalsIgnoreCase(UNNAMED)) {
      throw none(entry);
    }
    return name;
  }

  private static String action(RegistryEntry entry) {
    if (entry.isInstruction()) {
      throw none(entry);
    }
    return switch (entry.type()) {
      case RegistryEntry.SZ -> "SZ:" + escaped(entry, text(entry, entry.data()));
      case RegistryEntry.EXPAND_SZ -> "EXSZ:" + escaped(entry, text(entry, entry.data()));
      case RegistryEntry.MULTI_SZ -> "MULTISZ:" + parts(entry);
      case RegistryEntry.BINARY -> "BINARY:" + OCTETS.formatHex(entry.data());
      case RegistryEntry.DWORD -> "DWORD:" + Integer.toUnsignedString(number(entry, 4).getInt());
      case RegistryEntry.QWORD -> "QWORD:" + Long.toUnsignedString(number(entry, 8).getLong());
      default -> throw none(entry);
    };
  }

  private static String text(RegistryEntry entry, byte[] data) {
    return RegistryText.of(data).orElseThrow(() -> none(entry));
  }

  /** Each part has its NUL, and one more closes the list. */
  private static String parts(RegistryEntry entry) {
    byte[] data = entry.data();
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int at = 0; at + 1 < data.length - 2; at += 2) {
      if (data[at] == 0 && data[at + 1] == 0) {
        String part = text(entry, Arrays.copyOfRange(data, from, at + 2));
        out.append(from == 0 ? "" : "\\0").append(escaped(entry, part));
        from = at + 2;
      }
    }
    boolean closed = from == data.length - 2 && data[from] == 0 && data[from + 1] == 0;
    if (!closed) {
      throw none(entry);
    }
    return out.toString();
  }

  private static ByteBuffer number(RegistryEntry entry, int bytes) {
    if (entry.size() != bytes) {
      throw none(entry);
    }
    return ByteBuffer.wrap(entry.data()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String escaped(RegistryEntry entry, String text) {
    if (text.chars().anyMatch(c -> c < ' ' && c != '\r' && c != '\n' && c != '\t')) {
      throw none(entry);
    }
    return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
  }

  private static IllegalArgumentException none(RegistryEntry entry) {
    return new IllegalArgumentException("LGPO text has no spelling for this: " + entry);
  }
}
