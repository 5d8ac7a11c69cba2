package io.airgapkit.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LgpoTextTest {
  private static String text(RegistryEntry... entries) {
    return new String(LgpoText.write(List.of(entries)), StandardCharsets.UTF_16LE);
  }

  private static void action(RegistryEntry entry, String name, String action) {
    assertThat(text(entry))
        .isEqualTo("\uFEFFComputer\r\nK\r\n" + name + "\r\n" + action + "\r\n\r\n");
  }

  private static RegistryEntry typed(int type, String text) {
    return new RegistryEntry("K", "n", type, RegistryText.encode(text));
  }

  @Test
  void everyAction() {
    action(RegistryEntry.keyOnly("K"), "*", "CREATEKEY");
    action(RegistryEntry.deleteValue("K", "n"), "n", "DELETE");
    action(RegistryEntry.deleteKeys("K", List.of("A", "B")), "A;B", "DELETEKEYS");
    action(RegistryEntry.dword("K", "n", 0xFFFF_FFFFL), "n", "DWORD:4294967295");
    action(RegistryEntry.binary("K", "n", new byte[] {0, (byte) 0xAB}), "n", "BINARY:00,ab");
    action(RegistryEntry.string("K", "n", "C:\\x\r\n\u20ac"), "n", "SZ:C:\\\\x\\r\\n\u20ac");
    action(RegistryEntry.string("K", "n", ""), "n", "SZ:");
    action(typed(RegistryEntry.EXPAND_SZ, "%A%\\b\0"), "n", "EXSZ:%A%\\\\b");
    action(typed(RegistryEntry.MULTI_SZ, "a\0\\b\0\0"), "n", "MULTISZ:a\\0\\\\b");
    action(typed(RegistryEntry.MULTI_SZ, "a\0\0"), "n", "MULTISZ:a");
    action(typed(RegistryEntry.MULTI_SZ, "\0"), "n", "MULTISZ:");
    action(
        typed(RegistryEntry.QWORD, "\uFFFF\uFFFF\uFFFF\uFFFF"),
        "n",
        "QWORD:" + "18446744073709551615");
  }

  @Test
  void anEmptyLineBehindEachEntry() {
    assertThat(text(RegistryEntry.keyOnly("A"), RegistryEntry.keyOnly("B")))
        .isEqualTo(
            "\uFEFFComputer\r\nA\r\n*\r\nCREATEKEY\r\n\r\nComputer\r\nB\r\n*\r\nCREATEKEY\r\n\r\n");
  }

  @Test
  void refusesWhatHasNoSpelling() {
    for (RegistryEntry entry :
        List.of(
            typed(RegistryEntry.SZ, "a"),
            typed(RegistryEntry.SZ, "a\0b\0"),
            typed(RegistryEntry.SZ, "\u0001\0"),
            typed(RegistryEntry.MULTI_SZ, ""),
            typed(RegistryEntry.MULTI_SZ, "a\0"),
            typed(RegistryEntry.MULTI_SZ, "a\0b"),
            typed(RegistryEntry.MULTI_SZ, "a\0\0\0\0b"),
            typed(RegistryEntry.DWORD, "a"),
            typed(RegistryEntry.QWORD, "a"),
            typed(RegistryEntry.NONE, "a"),
            typed(5, "ab"),
            RegistryEntry.string("K", "**delvals.", " "),
            RegistryEntry.string("K", ";n", "t"),
            RegistryEntry.string(";K", "n", "t"),
            RegistryEntry.string("K", "(Default)", "t"),
            RegistryEntry.deleteValue("K", "(default)"),
            RegistryEntry.string("K", "n\u00e4", "t"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> LgpoText.write(List.of(entry)));
    }
  }
}
