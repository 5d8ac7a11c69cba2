package io.airgapkit.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegFileTest {
  private static final String FIRST = "\uFEFFWindows Registry Editor Version 5.00\r\n\r\n";

  private static String text(RegistryEntry... entries) {
    return new String(RegFile.write(List.of(entries)), StandardCharsets.UTF_16LE);
  }

  /** The lines behind the line of the key K, which every file here has. */
  private static String values(RegistryEntry... entries) {
    String text = text(entries);
    String before = FIRST + "[HKEY_LOCAL_MACHINE\\K]\r\n";
    assertThat(text).startsWith(before).endsWith("\r\n\r\n");
    return text.substring(before.length(), text.length() - 4);
  }

  @Test
  void listsKeysBeforeWhatLiesBelowThemAndOnce() {
    assertThat(
            text(
                RegistryEntry.dword("A\\B\\C", "n", 0x1F),
                RegistryEntry.string("a\\b\\c", "m", "t"),
                RegistryEntry.keyOnly("A\\B\\D"),
                RegistryEntry.keyOnly("A\\B"),
                RegistryEntry.string("A", "m", "t")))
        .isEqualTo(
            FIRST
                + "[HKEY_LOCAL_MACHINE\\A]\r\n\r\n"
                + "[HKEY_LOCAL_MACHINE\\A\\B]\r\n\r\n"
                + "[HKEY_LOCAL_MACHINE\\A\\B\\C]\r\n\"n\"=dword:0000001f\r\n\"m\"=\"t\"\r\n\r\n"
                + "[HKEY_LOCAL_MACHINE\\A\\B\\D]\r\n\r\n"
                + "[HKEY_LOCAL_MACHINE\\A]\r\n\"m\"=\"t\"\r\n\r\n");
  }

  @Test
  void deletions() {
    assertThat(
            text(
                RegistryEntry.deleteKeys("A\\B", List.of("C", "D")),
                RegistryEntry.deleteValue("A", "n\"\\")))
        .isEqualTo(
            FIRST
                + "[-HKEY_LOCAL_MACHINE\\A\\B\\C]\r\n\r\n"
                + "[-HKEY_LOCAL_MACHINE\\A\\B\\D]\r\n\r\n"
                + "[HKEY_LOCAL_MACHINE\\A]\r\n\"n\\\"\\\\\"=-\r\n\r\n");
  }

  @Test
  void aDeletedKeyIsListedAgain() {
    assertThat(
            text(
                RegistryEntry.keyOnly("A\\B"),
                RegistryEntry.deleteKeys("A", List.of("b")),
                RegistryEntry.keyOnly("A\\B")))
        .isEqualTo(
            FIRST
                + "[HKEY_LOCAL_MACHINE\\A]\r\n\r\n"
                + "[HKEY_LOCAL_MACHINE\\A\\B]\r\n\r\n"
                + "[-HKEY_LOCAL_MACHINE\\A\\b]\r\n\r\n"
                + "[HKEY_LOCAL_MACHINE\\A\\B]\r\n\r\n");
  }

  @Test
  void textsAreQuotedWhereTheyStayOnTheirLine() {
    assertThat(values(RegistryEntry.string("K", "a\"\\", "C:\\x \"y\"")))
        .isEqualTo("\"a\\\"\\\\\"=\"C:\\\\x \\\"y\\\"\"");
    assertThat(values(RegistryEntry.string("K", "n", "\u20ac")))
        .isEqualTo("\"n\"=hex(1):ac,20,00,00");
    assertThat(values(RegistryEntry.string("K", "n", ""))).isEqualTo("\"n\"=\"\"");
    assertThat(values(RegistryEntry.string("K", "n", "a\r\n")))
        .isEqualTo("\"n\"=hex(1):61,00,0d,00,0a,00,00,00");
    assertThat(values(new RegistryEntry("K", "n", RegistryEntry.SZ, new byte[] {0x61, 0})))
        .isEqualTo("\"n\"=hex(1):61,00");
  }

  @Test
  void everyOtherTypeIsOctets() {
    byte[] data = {1, (byte) 0xAB};
    assertThat(values(RegistryEntry.binary("K", "n", data))).isEqualTo("\"n\"=hex:01,ab");
    assertThat(values(RegistryEntry.binary("K", "n", new byte[0]))).isEqualTo("\"n\"=hex:");
    for (int type : new int[] {0, 2, 4, 7, 11}) {
      assertThat(values(new RegistryEntry("K", "n", type, data)))
          .isEqualTo("\"n\"=hex(" + Integer.toHexString(type) + "):01,ab");
    }
  }

  /**
   * Lengths as in exports of Windows: 22 octets behind a Blob, 20 behind an expandable ImagePath.
   */
  @Test
  void wrapsAsWindowsDoes() {
    assertThat(values(RegistryEntry.binary("K", "Blob", new byte[48])))
        .isEqualTo(
            "\"Blob\"=hex:" + "00,".repeat(22) + "\\\r\n  " + "00,".repeat(25) + "\\\r\n  00");
    assertThat(values(RegistryEntry.binary("K", "Blob", new byte[22])))
        .isEqualTo("\"Blob\"=hex:" + "00,".repeat(21) + "00");
    assertThat(values(new RegistryEntry("K", "ImagePath", 2, new byte[21])))
        .isEqualTo("\"ImagePath\"=hex(2):" + "00,".repeat(20) + "\\\r\n  00");
    assertThat(values(RegistryEntry.binary("K", "n".repeat(90), new byte[2])))
        .isEqualTo("\"" + "n".repeat(90) + "\"=hex:00,\\\r\n  00");
  }

  @Test
  void refusesWhatHasNoSpelling() {
    for (RegistryEntry entry :
        List.of(
            RegistryEntry.string("K", "**delvals.", " "),
            RegistryEntry.string("K", "**DeleteKeys", ""),
            RegistryEntry.string("K", "**DeleteKeys", "A;;B"),
            RegistryEntry.string("K", "**DeleteKeys", "A;"),
            RegistryEntry.dword("K", "**SecureKey", 1),
            RegistryEntry.string("K", "n\u00e4", " "))) {
      assertThatIllegalArgumentException().isThrownBy(() -> RegFile.write(List.of(entry)));
    }
  }
}
