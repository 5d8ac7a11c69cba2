package io.airgapkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {
  /** FIPS 180-4, example of one block. */
  @Test
  void knownAnswer() {
    assertThat(Sha256.hexOf("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.hex(Sha256.freshSha1().digest("abc".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
  }

  @Test
  void hexOfEveryByte() {
    assertThat(Sha256.hex(new byte[] {0, 15, 16, 127, -128, -1})).isEqualTo("000f107f80ff");
  }
}
