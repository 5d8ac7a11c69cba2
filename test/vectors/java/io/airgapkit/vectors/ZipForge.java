package io.airgapkit.vectors;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A zip, byte by byte: the canonical container unless something is set otherwise. Written apart
 * from the header function of the format, so that a fault there shows. Small kits only: nothing
 * here needs Zip64, it can only be added where it does not belong.
 */
final class ZipForge {
  /** Bytes of a header that are overwritten, little-endian. */
  private record Patch(int at, int width, long value) {}

  /** One entry: local header, content, record. */
  static final class Part {
    byte[] localName;
    byte[] recordName;
    byte[] content;
    long crc;
    byte[] gapBefore = {};
    byte[] localExtra = {};
    byte[] recordExtra = {};
    byte[] recordComment = {};
    byte[] behindContent = {};

    /** Writes nothing in the file; its record names the header of this one. */
    Part shares;

    private final List<Patch> localPatches = new ArrayList<>();
    private final List<Patch> recordPatches = new ArrayList<>();
    private int offset;

    Part(String name, byte[] content) {
      name(name);
      this.content = content;
      this.crc = crcOf(content);
    }

    /** The name, one byte a character, in both headers. */
    void name(String name) {
      localName = latin(name);
      recordName = latin(name);
    }

    String name() {
      return new String(recordName, StandardCharsets.ISO_8859_1);
    }

    /** Overwrites {@code width} bytes at {@code at} of the local header. */
    void local(int at, int width, long value) {
      localPatches.add(new Patch(at, width, value));
    }

    /** Overwrites {@code width} bytes at {@code at} of the record. */
    void record(int at, int width, long value) {
      recordPatches.add(new Patch(at, width, value));
    }

    private byte[] localHeader() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      number(out, 4, 0x04034b50);
      common(out, localName.length);
      number(out, 2, localExtra.length);
      out.writeBytes(localName);
      out.writeBytes(localExtra);
      return patched(out.toByteArray(), localPatches);
    }

    private byte[] recordBytes(long at) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      number(out, 4, 0x02014b50);
      number(out, 2, 45);
      common(out, recordName.length);
      number(out, 2, recordExtra.length);
      number(out, 2, recordComment.length);
      number(out, 8, 0);
      number(out, 4, at);
      out.writeBytes(recordName);
      out.writeBytes(recordExtra);
      out.writeBytes(recordComment);
      return patched(out.toByteArray(), recordPatches);
    }

    private void common(ByteArrayOutputStream out, int nameLength) {
      number(out, 2, 10);
      number(out, 2, 0);
      number(out, 2, 0);
      number(out, 2, 0);
      number(out, 2, 0x21);
      number(out, 4, crc);
      number(out, 4, content.length);
      number(out, 4, content.length);
      number(out, 2, nameLength);
    }
  }

  /** In the order of the file. */
  final List<Part> parts = new ArrayList<>();

  /** In the order of the directory; the order of the file if null. */
  List<Part> directory;

  byte[] prefix = {};
  byte[] beforeDirectory = {};
  byte[] beforeEnd = {};
  byte[] comment = {};
  boolean zip64End;
  private final List<Patch> endPatches = new ArrayList<>();

  /** Overwrites {@code width} bytes at {@code at} of the end record. */
  void end(int at, int width, long value) {
    endPatches.add(new Patch(at, width, value));
  }

  Part part(String name) {
    for (Part part : parts) {
      if (part.name().equals(name)) {
        return part;
      }
    }
    throw new IllegalArgumentException("no part " + name);
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(prefix);
    for (Part part : parts) {
      if (part.shares != null) {
        part.offset = part.shares.offset;
        continue;
      }
      out.writeBytes(part.gapBefore);
      part.offset = out.size();
      out.writeBytes(part.localHeader());
      out.writeBytes(part.content);
      out.writeBytes(part.behindContent);
    }
    out.writeBytes(beforeDirectory);
    int start = out.size();
    List<Part> records = directory == null ? parts : directory;
    for (Part part : records) {
      out.writeBytes(part.recordBytes(part.offset));
    }
    int size = out.size() - start;
    if (zip64End) {
      zip64End(out, records.size(), size, start);
    }
    out.writeBytes(beforeEnd);
    out.writeBytes(endRecord(records.size(), size, start));
    out.writeBytes(comment);
    return out.toByteArray();
  }

  private byte[] endRecord(int count, int size, int start) {
    ByteArrayOutputStream end = new ByteArrayOutputStream();
    number(end, 4, 0x06054b50);
    number(end, 4, 0);
    number(end, 2, count);
    number(end, 2, count);
    number(end, 4, size);
    number(end, 4, start);
    number(end, 2, comment.length);
    return patched(end.toByteArray(), endPatches);
  }

  private static void zip64End(ByteArrayOutputStream out, int count, int size, int start) {
    int at = out.size();
    number(out, 4, 0x06064b50);
    number(out, 8, 44);
    number(out, 2, 45);
    number(out, 2, 45);
    number(out, 8, 0);
    number(out, 8, count);
    number(out, 8, count);
    number(out, 8, size);
    number(out, 8, start);
    number(out, 4, 0x07064b50);
    number(out, 4, 0);
    number(out, 8, at);
    number(out, 4, 1);
  }

  private static byte[] patched(byte[] bytes, List<Patch> patches) {
    for (Patch patch : patches) {
      for (int i = 0; i < patch.width(); i++) {
        bytes[patch.at() + i] = (byte) (patch.value() >> 8 * i);
      }
    }
    return bytes;
  }

  private static void number(ByteArrayOutputStream out, int width, long value) {
    for (int i = 0; i < width; i++) {
      out.write((int) (value >> 8 * i));
    }
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static long crcOf(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }
}
