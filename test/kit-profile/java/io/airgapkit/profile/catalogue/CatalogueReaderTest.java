package io.airgapkit.profile.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.airgapkit.profile.json.DocumentFault;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.DocumentFaults;
import io.airgapkit.profile.json.DocumentRefusedException;
import io.airgapkit.profile.json.SchemaTables;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueReaderTest {
  private static final String GOOD =
      """
      {
        "format": "airgap-certificates/1",
        "revision": 1,
        "certificates": [
          {
            "id": "a",
            "file": "a.pem",
            "subject": "CN=A,O=B",
            "issuer": "CN=A,O=B",
            "serial": "0a",
            "not_before": "2020-01-01T00:00:00Z",
            "not_after": "2030-01-01T00:00:00Z",
            "sha1": "0123456789012345678901234567890123456789",
            "sha256": "0123456789012345678901234567890123456789012345678901234567890123",
            "key": "RSA-4096",
            "role": "root",
            "store": "Root",
            "include": "default",
            "reason": "r",
            "source": {"text": "t", "date": "2026-01-01"},
            "confirmed_by": "",
            "certainty": "one-source",
            "redistribution": "r"
          }
        ]
      }
      """;

  @Test
  void theGoodOneIsRead() throws DocumentRefusedException {
    CertificateCatalogue catalogue =
        CertificateCatalogue.read("c.json", GOOD.getBytes(StandardCharsets.UTF_8));

    assertThat(catalogue.entries()).extracting(CatalogueEntry::id).containsExactly("a");
    assertThat(catalogue.entry("a").orElseThrow().file()).contains("a.pem");
    assertThat(catalogue.entry("b")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          certificates/1     | certificates/2     | BAD_VALUE    | 2  | format
          "file": "a.pem"    | "file": "b.pem"    | BAD_VALUE    | 7  | certificates[0].file
          "file": "a.pem"    | "file": "../a.pem" | BAD_VALUE    | 7  | certificates[0].file
          "subject": "CN=A,O=B" | "subject": "CN=A, O=B" | BAD_VALUE | 8 | certificates[0].subject
          "issuer": "CN=A,O=B" | "issuer": "A"    | BAD_VALUE    | 9  | certificates[0].issuer
          "issuer": "CN=A,O=B" | "issuer": "CN=C" | BAD_VALUE    | 17 | certificates[0].store
          "0a"               | "a"                | BAD_VALUE    | 10 | certificates[0].serial
          2030-01-01         | 2019-01-01         | BAD_VALUE    | 12 | certificates[0].not_after
          01234567890123456789", | 0123456789012345678A", | BAD_VALUE | 13 | certificates[0].sha1
          0123",             | 012",              | BAD_VALUE    | 14 | certificates[0].sha256
          RSA-4096           | RSA 4096           | BAD_VALUE    | 15 | certificates[0].key
          "role": "root"     | "role": "rot"      | BAD_VALUE    | 16 | certificates[0].role
          "store": "Root"    | "store": "AuthRoot" | BAD_VALUE   | 17 | certificates[0].store
          "date": "2026-01-01" | "day": "2026-01-01" | MISSING_KEY | 20 | certificates[0].source.date
          one-source         | confirmed          | BAD_VALUE    | 22 | certificates[0].certainty
          "redistribution"   | "licence"          | UNKNOWN_KEY  | 23 | certificates[0].licence
          """)
  void oneChangeIsAFaultAtItsPlace(String from, String to, Kind kind, int line, String key) {
    assertThat(GOOD).contains(from);
    String text = GOOD.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));

    assertThat(faults(text))
        .extracting(DocumentFault::kind, DocumentFault::line, DocumentFault::key)
        .contains(tuple(kind, line, key));
  }

  @Test
  void idsAndPinsStandOnceAndAscend() {
    int start = GOOD.indexOf("    {\n      \"id\"");
    int end = GOOD.indexOf("    }\n  ]") + 5;
    String entry = GOOD.substring(start, end);
    String twice = GOOD.substring(0, end) + ",\n" + entry + GOOD.substring(end);

    assertThat(faults(twice))
        .extracting(DocumentFault::kind, DocumentFault::key)
        .containsExactly(
            tuple(Kind.DUPLICATE_VALUE, "certificates[1].id"),
            tuple(Kind.DUPLICATE_VALUE, "certificates[1].sha1"),
            tuple(Kind.DUPLICATE_VALUE, "certificates[1].sha256"));
    assertThat(faults(twice.replaceFirst("\"a\"", "\"b\"").replaceFirst("a\\.pem", "b.pem")))
        .extracting(DocumentFault::kind, DocumentFault::key)
        .contains(tuple(Kind.BAD_ORDER, "certificates[1].id"));
  }

  @Test
  void theTablesHoldWhatTheReaderAsksFor() throws Exception {
    Map<String, Set<String>> asked = new TreeMap<>();
    CatalogueReader.read(
        new DocumentFaults("c", SchemaTables.listener("catalogue", asked)),
        GOOD.getBytes(StandardCharsets.UTF_8));

    assertThat(asked).isEqualTo(SchemaTables.written("catalogue"));
  }

  private static List<DocumentFault> faults(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return catchThrowableOfType(
            DocumentRefusedException.class, () -> CertificateCatalogue.read("c.json", bytes))
        .faults();
  }
}
