package io.airgapkit.format.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Headers against bytes written by hand from APPNOTE 6.3.10 and the table of the specification. */
class HeaderFunctionTest {
  private static final long FOUR_GIB = 0x1_0000_0000L;
  private static final long ESCAPE = 0xFFFF_FFFFL;

  /** Name {@code d/x} = 64 2f 78, CRC 0x12345678. */
  private static ContainerEntry entry(long size) {
    return new ContainerEntry("d/x", size, 0x12345678L);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static final String NARROW_LOCAL = "504b0304 0a00 0000 0000 0000 2100 78563412 ";
  private static final String WIDE_LOCAL = "504b0304 2d00 0000 0000 0000 2100 78563412 ";
  private static final String NARROW = "504b0102 2d00 0a00 0000 0000 0000 2100 78563412 ";
  private static final String WIDE = "504b0102 2d00 2d00 0000 0000 0000 2100 78563412 ";
  private static final String PLAIN = "0300 0000 0000 0000 0000 00000000 ";
  private static final String EXTRA_8 = "0300 0c00 0000 0000 0000 00000000 ";
  private static final String EXTRA_16 = "0300 1400 0000 0000 0000 00000000 ";
  private static final String EXTRA_24 = "0300 1c00 0000 0000 0000 00000000 ";

  @Test
  void localHeaders() {
    assertLocal(0, NARROW_LOCAL + "00000000 00000000 0300 0000 642f78");
    assertLocal(1, NARROW_LOCAL + "01000000 01000000 0300 0000 642f78");
    assertLocal(0xFFFF_FFFEL, NARROW_LOCAL + "feffffff feffffff 0300 0000 642f78");
    assertLocal(
        ESCAPE,
        WIDE_LOCAL
            + "ffffffff ffffffff 0300 1400 642f78 0100 1000 ffffffff00000000 ffffffff00000000");
    assertLocal(
        FOUR_GIB,
        WIDE_LOCAL
            + "ffffffff ffffffff 0300 1400 642f78 0100 1000 0000000001000000 0000000001000000");
  }

  private static void assertLocal(long size, String want) {
    assertThat(HeaderFunction.local(entry(size))).isEqualTo(hex(want));
    assertThat(HeaderFunction.localBytes(entry(size))).isEqualTo(hex(want).length);
  }

  @Test
  void recordsBySize() {
    assertRecord(0, 0, NARROW + "00000000 00000000" + PLAIN + "00000000 642f78");
    assertRecord(1, 0x21, NARROW + "01000000 01000000" + PLAIN + "21000000 642f78");
    assertRecord(0xFFFF_FFFEL, 0, NARROW + "feffffff feffffff" + PLAIN + "00000000 642f78");
    assertRecord(
        ESCAPE,
        0,
        WIDE
            + "ffffffff ffffffff"
            + EXTRA_16
            + "00000000 642f78 0100 1000 ffffffff00000000 ffffffff00000000");
    assertRecord(
        FOUR_GIB,
        1,
        WIDE
            + "ffffffff ffffffff"
            + EXTRA_16
            + "01000000 642f78 0100 1000 0000000001000000 0000000001000000");
  }

  @Test
  void recordsByOffset() {
    assertRecord(1, 0xFFFF_FFFEL, NARROW + "01000000 01000000" + PLAIN + "feffffff 642f78");
    assertRecord(
        1,
        ESCAPE,
        WIDE + "01000000 01000000" + EXTRA_8 + "ffffffff 642f78 0100 0800 ffffffff00000000");
    assertRecord(
        1,
        FOUR_GIB,
        WIDE + "01000000 01000000" + EXTRA_8 + "ffffffff 642f78 0100 0800 0000000001000000");
    assertRecord(
        FOUR_GIB + 2,
        FOUR_GIB + 3,
        WIDE
            + "ffffffff ffffffff"
            + EXTRA_24
            + "ffffffff 642f78 0100 1800 0200000001000000 0200000001000000 0300000001000000");
  }

  private static void assertRecord(long size, long offset, String want) {
    assertThat(HeaderFunction.record(entry(size), offset)).isEqualTo(hex(want));
  }

  @Test
  void crcWithTheHighestBit() {
    byte[] local = HeaderFunction.local(new ContainerEntry("d/x", 0, ESCAPE));
    assertThat(HexFormat.of().formatHex(local, 14, 18)).isEqualTo("ffffffff");
  }

  @Test
  void endRecords() {
    assertThat(HeaderFunction.end(3, 0x1234, 0x99))
        .isEqualTo(hex("504b0506 0000 0000 0300 0300 99000000 34120000 0000"));
    assertThat(HeaderFunction.end(10_010, 0xFFFF_FFFEL, 0x99))
        .isEqualTo(hex("504b0506 0000 0000 1a27 1a27 99000000 feffffff 0000"));
    assertThat(HeaderFunction.end(3, ESCAPE, 0x99))
        .isEqualTo(
            hex(
                "504b0606 2c00000000000000 2d00 2d00 00000000 00000000"
                    + "0300000000000000 0300000000000000 9900000000000000 ffffffff00000000"
                    + "504b0607 00000000 9800000001000000 01000000"
                    + "504b0506 0000 0000 0300 0300 99000000 ffffffff 0000"));
    assertThat(HeaderFunction.end(3, FOUR_GIB, 0x99))
        .isEqualTo(
            hex(
                "504b0606 2c00000000000000 2d00 2d00 00000000 00000000"
                    + "0300000000000000 0300000000000000 9900000000000000 0000000001000000"
                    + "504b0607 00000000 9900000001000000 01000000"
                    + "504b0506 0000 0000 0300 0300 99000000 ffffffff 0000"));
  }

  @Test
  void layoutOfASmallContainer() {
    ContainerLayout layout =
        new ContainerLayout(
            List.of(new ContainerEntry("a", 5, 0x12345678L), new ContainerEntry("bc", 0, 0)));
    assertThat(layout.headerOffset(0)).isZero();
    assertThat(layout.contentOffset(0)).isEqualTo(31);
    assertThat(layout.headerOffset(1)).isEqualTo(36);
    assertThat(layout.contentOffset(1)).isEqualTo(68);
    assertThat(layout.directoryOffset()).isEqualTo(68);
    assertThat(layout.tail())
        .isEqualTo(
            hex(
                NARROW
                    + "05000000 05000000 0100 0000 0000 0000 0000 00000000 00000000 61"
                    + "504b0102 2d00 0a00 0000 0000 0000 2100 00000000"
                    + "00000000 00000000 0200 0000 0000 0000 0000 00000000 24000000 6263"
                    + "504b0506 0000 0000 0200 0200 5f000000 44000000 0000"));
    assertThat(layout.length()).isEqualTo(68 + 47 + 48 + 22);
  }

  @Test
  void layoutAroundFourGib() {
    long size = FOUR_GIB - 31 - 1;
    ContainerLayout below = two(size);
    assertThat(below.headerOffset(1)).isEqualTo(ESCAPE);
    assertThat(below.tail().length)
        .as("offset escaped, and the directory behind it")
        .isEqualTo(47 + 47 + 12 + 56 + 20 + 22);
    ContainerLayout under = two(size - 1 - 31);
    assertThat(under.headerOffset(1)).isEqualTo(0xFFFF_FFFEL - 31);
    assertThat(under.directoryOffset()).isEqualTo(0xFFFF_FFFEL);
    assertThat(under.tail().length).isEqualTo(47 + 47 + 22);
    ContainerLayout between = two(size - 1);
    assertThat(between.headerOffset(1)).isEqualTo(0xFFFF_FFFEL);
    assertThat(between.tail().length)
        .as("only the directory lies above")
        .isEqualTo(47 + 47 + 56 + 20 + 22);
  }

  /** An entry {@code a} of that size, and an empty {@code b}. */
  private static ContainerLayout two(long size) {
    return new ContainerLayout(
        List.of(new ContainerEntry("a", size, 0), new ContainerEntry("b", 0, 0)));
  }

  @Test
  void layoutOfABigEntryCountsItsExtraField() {
    ContainerLayout layout = two(FOUR_GIB);
    assertThat(layout.contentOffset(0)).isEqualTo(51);
    assertThat(layout.headerOffset(1)).isEqualTo(FOUR_GIB + 51);
    assertThat(layout.length()).isEqualTo(layout.directoryOffset() + layout.tail().length);
  }
}
