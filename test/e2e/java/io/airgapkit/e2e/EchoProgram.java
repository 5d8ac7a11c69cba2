package io.airgapkit.e2e;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A program for 64-bit Windows that writes its command line, as Windows handed it over, to standard
 * output in UTF-16 and ends with 42: what a launcher really passes on, before any program's own
 * reading of quotes. Put together here, because there is no compiler for Windows among the tools.
 */
final class EchoProgram {
  static final int EXIT = 42;

  /** What it calls, in this order; all of it is in kernel32.dll. */
  private static final List<String> FUNCTIONS =
      List.of("GetCommandLineW", "lstrlenW", "GetStdHandle", "WriteFile", "ExitProcess");

  /** A call through the table of functions; the four bytes become the way to the table. */
  private static final String CALL = "FF1500000000";

  private static final List<String> CODE =
      List.of(
          "4883EC48", // sub rsp, 72
          CALL, // GetCommandLineW
          "4889C64889C1", // mov rsi, rax; mov rcx, rax
          CALL, // lstrlenW
          "01C04889442438", // add eax, eax; mov [rsp+56], rax
          "B9F5FFFFFF", // mov ecx, STD_OUTPUT_HANDLE
          CALL, // GetStdHandle
          "4889C14889F2", // mov rcx, rax; mov rdx, rsi
          "4C8B4424384C8D4C2430", // mov r8, [rsp+56]; lea r9, [rsp+48]
          "48C744242000000000", // mov qword ptr [rsp+32], 0
          CALL, // WriteFile
          "B92A000000", // mov ecx, EXIT
          CALL); // ExitProcess

  private static final int HEADERS = 0x200;
  private static final int SECTION = 0x400;
  private static final int BASE = 0x1000;
  private static final int IMPORTS = 0x80;
  private static final int LOOKUP = 0xC0;
  private static final int TABLE = 0x100;
  private static final int NAMES = 0x140;

  private final ByteBuffer file =
      ByteBuffer.allocate(HEADERS + SECTION).order(ByteOrder.LITTLE_ENDIAN);

  private EchoProgram() {}

  static byte[] bytes() {
    EchoProgram program = new EchoProgram();
    program.headers();
    program.optionalHeader();
    program.code();
    program.imports();
    return program.file.array();
  }

  private void headers() {
    file.putShort(0, (short) 0x5A4D); // MZ
    file.putInt(0x3C, 0x40);
    file.putInt(0x40, 0x4550); // PE
    file.putShort(0x44, (short) 0x8664); // x64
    file.putShort(0x46, (short) 1); // sections
    file.putShort(0x54, (short) 0xF0); // size of the optional header
    file.putShort(0x56, (short) 0x22); // executable, large addresses
    int section = 0x58 + 0xF0;
    file.put(section, ".text".getBytes(StandardCharsets.US_ASCII));
    file.putInt(section + 8, SECTION);
    file.putInt(section + 12, BASE);
    file.putInt(section + 16, SECTION);
    file.putInt(section + 20, HEADERS);
    file.putInt(section + 36, 0xE0000020); // code, to be read, written, run
  }

  private void optionalHeader() {
    int at = 0x58;
    file.putShort(at, (short) 0x20B); // 64 bit
    file.putInt(at + 4, SECTION);
    file.putInt(at + 16, BASE); // where it starts
    file.putInt(at + 20, BASE);
    file.putLong(at + 24, 0x140000000L);
    file.putInt(at + 32, 0x1000);
    file.putInt(at + 36, 0x200);
    file.putShort(at + 40, (short) 6); // Windows Vista
    file.putShort(at + 48, (short) 6);
    file.putInt(at + 56, 0x2000);
    file.putInt(at + 60, HEADERS);
    file.putShort(at + 68, (short) 3); // a console program
    file.putLong(at + 72, 0x100000);
    file.putLong(at + 80, 0x1000);
    file.putLong(at + 88, 0x100000);
    file.putLong(at + 96, 0x1000);
    file.putInt(at + 108, 16);
    file.putInt(at + 120, BASE + IMPORTS);
    file.putInt(at + 124, 40);
  }

  private void code() {
    int at = 0;
    int calls = 0;
    for (String piece : CODE) {
      byte[] bytes = HexFormat.of().parseHex(piece);
      file.put(HEADERS + at, bytes);
      at += bytes.length;
      if (piece.equals(CALL)) {
        file.putInt(HEADERS + at - 4, TABLE + 8 * calls - at);
        calls++;
      }
    }
  }

  private void imports() {
    int name = NAMES;
    for (int i = 0; i < FUNCTIONS.size(); i++) {
      file.putLong(HEADERS + LOOKUP + 8 * i, BASE + name);
      file.putLong(HEADERS + TABLE + 8 * i, BASE + name);
      byte[] ascii = FUNCTIONS.get(i).getBytes(StandardCharsets.US_ASCII);
      file.put(HEADERS + name + 2, ascii);
      name += 2 + ascii.length + 2 - ascii.length % 2;
    }
    file.put(HEADERS + name, "kernel32.dll".getBytes(StandardCharsets.US_ASCII));
    file.putInt(HEADERS + IMPORTS, BASE + LOOKUP);
    file.putInt(HEADERS + IMPORTS + 12, BASE + name);
    file.putInt(HEADERS + IMPORTS + 16, BASE + TABLE);
  }
}
