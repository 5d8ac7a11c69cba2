package io.airgapkit.builder.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The codes are those of the tables of sections 3 and 4, in their order. */
class RegistryFaultTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (.+) \\|$");

  @Test
  void documentAndCodeSayTheSame() throws IOException {
    Path document = Path.of(System.getProperty("root.dir", "../.."), "src/docs/policy.md");
    String text = Files.readString(document, StandardCharsets.UTF_8);
    String sections = text.substring(text.indexOf("\n## 3."), text.indexOf("\n## 5."));
    List<String> rows = ROW.matcher(sections).results().map(row -> row.group(1)).toList();

    assertThat(rows)
        .isEqualTo(Arrays.stream(RegistryFault.values()).map(RegistryFault::name).toList());
  }

  @Test
  void messagesAreOneSentenceWithThePlace() {
    for (RegistryFault fault : RegistryFault.values()) {
      RegistryFormatException e = new RegistryFormatException(fault, 4_294_967_296L);

      assertThat(e).hasMessage(fault.text() + ", at byte 4294967296");
      assertThat(e.code()).isSameAs(fault);
      assertThat(e.offset()).isEqualTo(4_294_967_296L);
      assertThat(fault.text()).hasSizeGreaterThan(20).doesNotContain(".", "\n");
    }
  }
}
