package io.airgapkit.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files against bytes written by hand from MS-GPREG 2.2.1. */
class PolicyFileTest {
  private static final String HEAD = "50526567 01000000 ";
  private static final String KEY_ONLY =
      "5b00 4b000000 3b00 0000 3b00 00000000 3b00 00000000 3b00 5d00 ";
  private static final String ODD =
      "5b00 4b000000 3b00 6e000000 3b00 03000000 3b00 01000000 3b00 ff 5d00 ";

  private static byte[] hex(String... text) {
    return HexFormat.of().parseHex(String.join("", text).replace(" ", ""));
  }

  private static RegistryEntry entry(String key, String name) {
    return RegistryEntry.dword(key, name, 1);
  }

  @Test
  void writesAndReadsTheBytesOfTheSpecification() throws RegistryFormatException {
    List<RegistryEntry> entries =
        List.of(
            RegistryEntry.keyOnly("K"),
            RegistryEntry.binary("K", "n", hex("ff")),
            RegistryEntry.keyOnly("K"));
    byte[] file = hex(HEAD, KEY_ONLY, ODD, KEY_ONLY);

    assertThat(PolicyFile.write(entries)).isEqualTo(file);
    assertThat(PolicyFile.read(file)).isEqualTo(entries);
    assertThat(PolicyFile.write(List.of())).isEqualTo(hex(HEAD));
    assertThat(PolicyFile.read(hex(HEAD))).isEmpty();
  }

  @Test
  void marksWithinNamesAndDataAreText() throws RegistryFormatException {
    List<RegistryEntry> entries =
        List.of(
            RegistryEntry.string("a;]\\[b", "n;];[", "];["),
            RegistryEntry.binary("K", "n", hex("5d00 5b00 3b00")));

    assertThat(PolicyFile.read(PolicyFile.write(entries))).isEqualTo(entries);
  }

  @Test
  void readsWhatOthersMayWriteAndWritesItBack() throws RegistryFormatException {
    List<RegistryEntry> entries =
        List.of(
            new RegistryEntry("\u00c4\ud83d\ude00\t", "\u0416\ud83d\ude00", -1, new byte[70_001]),
            new RegistryEntry("K", "n", 0, new byte[0]),
            new RegistryEntry("K", "", 0, new byte[3]),
            entry("k".repeat(255), "n".repeat(16_383)),
            entry(("k".repeat(255) + "\\").repeat(63) + "k".repeat(255), "n"));
    byte[] file = PolicyFile.rewrite(entries);

    assertThat(PolicyFile.read(file)).isEqualTo(entries);
    assertThat(PolicyFile.rewrite(PolicyFile.read(file))).isEqualTo(file);
  }

  @Test
  void refusesHeaders() {
    fault(RegistryFault.POLICY_HEADER_BAD, 0, hex());
    fault(RegistryFault.POLICY_HEADER_BAD, 0, hex("50526567 010000"));
    fault(RegistryFault.POLICY_HEADER_BAD, 0, hex("50526578 01000000"));
    fault(RegistryFault.POLICY_HEADER_BAD, 0, hex("50526567 02000000"));
    fault(RegistryFault.POLICY_HEADER_BAD, 0, hex("50526567 01000001"));
    fault(RegistryFault.POLICY_TOO_LARGE, 0, new byte[16 * 1024 * 1024 + 1]);
    fault(RegistryFault.POLICY_HEADER_BAD, 0, new byte[16 * 1024 * 1024]);
  }

  @Test
  void refusesEveryTruncationWithTheOffsetOfTheEntry() {
    byte[] file = hex(HEAD, KEY_ONLY, ODD);
    int second = 8 + 26;
    for (int length = 9; length < file.length; length++) {
      if (length != second) {
        fault(
            RegistryFault.POLICY_ENTRY_TRUNCATED,
            length < second ? 8 : second,
            Arrays.copyOf(file, length));
      }
    }
    fault(RegistryFault.POLICY_ENTRY_TRUNCATED, second, hex(HEAD, KEY_ONLY, "5b"));
  }

  @Test
  void refusesSizesThatReachPastTheEnd() {
    for (String size : List.of("02000000", "ffffff7f", "ffffffff", "00000080", "06000000")) {
      String odd = ODD.replace("01000000 3b00 ff", size + " 3b00 ff");
      fault(RegistryFault.POLICY_ENTRY_TRUNCATED, 8, hex(HEAD, odd));
    }
  }

  @Test
  void refusesWrongMarksAndHalvesOfPairs() {
    byte[] file = hex(HEAD, KEY_ONLY, ODD);
    int second = 8 + 26;
    for (int mark : new int[] {0, 6, 12, 18, 24, 27}) {
      byte[] broken = file.clone();
      broken[second + mark + 1] ^= 1;
      fault(RegistryFault.POLICY_ENTRY_BAD, second, broken);
    }
    for (String half : List.of("00d8 0000", "00dc 0000", "00d8 00d8 0000", "00dc 00d8 0000")) {
      fault(
          RegistryFault.POLICY_ENTRY_BAD,
          8,
          hex(HEAD, KEY_ONLY.replace("4b000000", half)),
          hex(HEAD, ODD.replace("6e000000", half)));
    }
  }

  @Test
  void refusesKeysThatCannotBe() {
    for (String key :
        List.of("", "\\", "\\K", "K\\", "K\\\\L", "k".repeat(256), "K\\" + "k".repeat(256))) {
      fault(RegistryFault.POLICY_KEY_BAD, 8, file(key, "n"));
    }
    fault(RegistryFault.POLICY_KEY_BAD, 8, file("kk" + "\\k".repeat(8_191), "n"));
  }

  @Test
  void refusesNamesThatCannotBe() {
    fault(RegistryFault.POLICY_NAME_BAD, 8, file("K", "n".repeat(16_384)));
  }

  /** Others may have set a key's default value. */
  @Test
  void readsTheDefaultValueOfAKey() throws RegistryFormatException {
    byte[] file = file("K", "");
    List<RegistryEntry> read = PolicyFile.read(file);
    assertThat(read)
        .extracting(RegistryEntry::name, RegistryEntry::type)
        .containsExactly(tuple("", 4));
    assertThat(PolicyFile.rewrite(read)).isEqualTo(file);
  }

  /** Bytes that the writer would not make: one entry, a DWORD. */
  private static byte[] file(String key, String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(hex(HEAD, "5b00"));
    out.writeBytes(RegistryText.encode(key + "\0;" + name + "\0;"));
    out.writeBytes(hex("04000000 3b00 04000000 3b00 01000000 5d00"));
    return out.toByteArray();
  }

  private static void fault(RegistryFault code, long offset, byte[]... files) {
    for (byte[] file : files) {
      assertThatExceptionOfType(RegistryFormatException.class)
          .isThrownBy(() -> PolicyFile.read(file))
          .satisfies(e -> assertThat(e.code()).isEqualTo(code))
          .satisfies(e -> assertThat(e.offset()).isEqualTo(offset));
    }
  }

  @Test
  void writesOnlyWhatTheSpecificationHas() {
    PolicyFile.write(List.of(RegistryEntry.binary(" ~", " ~", new byte[65_535])));
    for (RegistryEntry entry :
        List.of(
            RegistryEntry.binary("K", "n", new byte[65_536]),
            entry("K", "\u007f"),
            entry("K", "\u00e4"),
            entry("K\t", "n"),
            entry("K", "n".repeat(16_384)),
            entry("K\\", "n"),
            entry("", "n"),
            new RegistryEntry("K", "", 0, new byte[1]),
            RegistryEntry.string("K", "**deletekeys", "A\\B"),
            RegistryEntry.string("K", "**deletekeys", "A]\r\n[B"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> PolicyFile.write(List.of(entry)));
    }
  }

  @Test
  void doesNotWriteBackWhatItWouldNotRead() {
    for (RegistryEntry entry :
        List.of(
            entry("K\0", "n"),
            entry("K", "n\0"),
            entry("K", "\ud800"),
            entry("\udc00", "n"),
            entry("K\\\\L", "n"),
            RegistryEntry.binary("K", "n", new byte[16 * 1024 * 1024]))) {
      assertThatIllegalArgumentException().isThrownBy(() -> PolicyFile.rewrite(List.of(entry)));
    }
  }

  @Test
  void largestFile() throws RegistryFormatException {
    RegistryEntry most = RegistryEntry.binary("K", "n", new byte[16 * 1024 * 1024 - 8 - 28]);
    byte[] file = PolicyFile.rewrite(List.of(most));

    assertThat(file).hasSize(16 * 1024 * 1024);
    assertThat(PolicyFile.read(file)).containsExactly(most);
  }
}
