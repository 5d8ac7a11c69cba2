package io.airgapkit.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CanonicalWriterTest {
  private static String written(CanonicalWriter writer) {
    return new String(writer.toBytes(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void onlyQuoteAndBackslashAreEscaped() {
    StringBuilder all = new StringBuilder();
    StringBuilder want = new StringBuilder("\"");
    for (char c = 0x20; c <= 0x7E; c++) {
      all.append(c);
      want.append(c == '"' || c == '\\' ? "\\" : "").append(c);
    }
    assertThat(written(new CanonicalWriter().string(all.toString())))
        .isEqualTo(want.append('"').toString());
  }

  @Test
  void otherCharactersAreRefused() {
    for (String bad : new String[] {"\u001f", "\u007f", "\u0080", "\u00e4", "\u20ac", "\n", "\0"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CanonicalWriter().string("x" + bad));
    }
  }

  @Test
  void lengths() {
    assertThat(written(new CanonicalWriter().string("x".repeat(1024)))).hasSize(1026);
    assertThat(written(new CanonicalWriter().string("", true))).isEqualTo("\"\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CanonicalWriter().string("x".repeat(1025)));
    assertThatIllegalArgumentException().isThrownBy(() -> new CanonicalWriter().string(""));
  }

  @Test
  void integers() {
    CanonicalWriter writer = new CanonicalWriter().integer(0).literal(",").integer((1L << 53) - 1);
    assertThat(written(writer)).isEqualTo("0,9007199254740991");
    assertThatIllegalArgumentException().isThrownBy(() -> new CanonicalWriter().integer(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new CanonicalWriter().integer(1L << 53));
  }
}
