package io.airgapkit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.airgapkit.outside.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is said of updates, needs and receipts while kits carry no update file and no tool reads
 * what hosts write. Whoever changes that changes these lists with it.
 */
class ClaimsTest {
  /** Each was said before there was code for it. */
  private static final List<String> AHEAD_OF_ITS_CODE =
      List.of(
          "this tool carries them",
          "have the sender build a kit with it",
          "have it put into a kit",
          "ask the sender for a kit that covers",
          "for kit-builder on the connected side",
          "takes nothing from it but what to look for",
          "an auditor's tool keeps");

  @Test
  void kitsNameUpdatesAndCarryNone() throws Exception {
    BuiltKit kit = SharedKits.production();
    assertThat(kit.entries().keySet()).noneMatch(path -> path.startsWith("updates/"));
    assertThat(new String(kit.entries().get("README.txt"), StandardCharsets.US_ASCII))
        .contains("no update file", "it with WSUS or wusa.exe, then run Check-Host.ps1 again");
  }

  @Test
  void noPageAndNoScriptSaysMore() throws IOException {
    int looked = 0;
    for (String folder : List.of("README.md", "src/docs", "src/windows", "templates")) {
      try (Stream<Path> files = Files.walk(Checkout.root().resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String text = Files.readString(file).toLowerCase(Locale.ROOT).replaceAll("[\\s#*]+", " ");
          for (String claim : AHEAD_OF_ITS_CODE) {
            assertThat(text.contains(claim)).as(file + ": " + claim).isFalse();
          }
          looked++;
        }
      }
    }
    assertThat(looked).isGreaterThan(80);
  }
}
