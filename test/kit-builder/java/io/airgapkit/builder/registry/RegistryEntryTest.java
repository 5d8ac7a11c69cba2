package io.airgapkit.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryEntryTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void factoriesGiveTheBytesOfTheRegistry() {
    assertThat(RegistryEntry.binary("K", "n", hex("00ff")))
        .isEqualTo(new RegistryEntry("K", "n", 3, hex("00ff")));
    assertThat(RegistryEntry.dword("K", "n", 0xFFFF_FFFEL))
        .isEqualTo(new RegistryEntry("K", "n", 4, hex("feffffff")));
    assertThat(RegistryEntry.string("K", "n", "a\u20ac"))
        .isEqualTo(new RegistryEntry("K", "n", 1, hex("6100 ac20 0000")));
    assertThat(RegistryEntry.keyOnly("K")).isEqualTo(new RegistryEntry("K", "", 0, new byte[0]));
  }

  @Test
  void deletionsAreWrittenAsRealPoliciesHaveThem() {
    assertThat(RegistryEntry.deleteValue("K", "n"))
        .isEqualTo(new RegistryEntry("K", "**Del.n", 1, hex("2000 0000")));
    assertThat(RegistryEntry.deleteKeys("K", List.of("A", "B")))
        .isEqualTo(new RegistryEntry("K", "**DeleteKeys", 1, hex("4100 3b00 4200 0000")));
  }

  @Test
  void factoriesRefuseWhatHasNoBytes() {
    refused(() -> RegistryEntry.dword("K", "n", -1));
    refused(() -> RegistryEntry.dword("K", "n", 1L << 32));
    refused(() -> RegistryEntry.string("K", "n", "a\0b"));
    refused(() -> RegistryEntry.string("K", "n", "\ud800"));
    refused(() -> RegistryEntry.string("K", "n", "\udc00\ud800"));
    refused(() -> RegistryEntry.deleteValue("K", ""));
    refused(() -> RegistryEntry.deleteKeys("K", List.of()));
    refused(() -> RegistryEntry.deleteKeys("K", List.of("A", "")));
    refused(() -> RegistryEntry.deleteKeys("K", List.of("A;B")));
    refused(() -> RegistryEntry.deleteKeys("K", List.of("A\\B")));
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call);
  }

  @Test
  void isAValueByContent() {
    byte[] data = {1, 2};
    RegistryEntry entry = new RegistryEntry("K", "n", 3, data);
    data[0] = 9;
    entry.data()[1] = 9;

    assertThat(entry.data()).containsExactly(1, 2);
    assertThat(entry)
        .isEqualTo(new RegistryEntry("K", "n", 3, new byte[] {1, 2}))
        .hasSameHashCodeAs(new RegistryEntry("K", "n", 3, new byte[] {1, 2}))
        .hasToString("[K;n;3;2;0102]")
        .isNotEqualTo(new RegistryEntry("k", "n", 3, new byte[] {1, 2}))
        .isNotEqualTo(new RegistryEntry("K", "N", 3, new byte[] {1, 2}))
        .isNotEqualTo(new RegistryEntry("K", "n", 4, new byte[] {1, 2}))
        .isNotEqualTo(new RegistryEntry("K", "n", 3, new byte[] {1, 3}));
    assertThat(new RegistryEntry("K", "n", -1, new byte[33]).toString())
        .isEqualTo("[K;n;4294967295;33;" + "00".repeat(32) + "...]");
  }
}
