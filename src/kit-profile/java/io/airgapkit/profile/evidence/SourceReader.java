package io.airgapkit.profile.evidence;

import io.airgapkit.profile.json.JsonFields;
import io.airgapkit.profile.json.TextRule;
import java.util.Comparator;
import java.util.List;

/** Reads {@code sources} of a file: what its values may name. */
public final class SourceReader {
  private static final TextRule KEY =
      TextRule.of("[a-z0-9][a-z0-9-]{0,39}", "1 to 40 of a-z, 0-9 and -, not beginning with -");
  private static final TextRule ADDRESS =
      TextRule.of("(?:https?://[!-~]{1,500})?", "an http or https address, or empty");
  private static final TextRule AS_OF =
      TextRule.of(
          "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?",
          "YYYY, YYYY-MM or YYYY-MM-DD");

  private SourceReader() {}

  /** All members of the object, ascending by key. */
  public static List<FactSource> read(JsonFields sources) {
    return sources.values(KEY, SourceReader::source).stream()
        .sorted(Comparator.comparing(FactSource::key))
        .toList();
  }

  private static FactSource source(JsonFields.Entry entry) {
    JsonFields fields = entry.fields();
    String title = fields.text("title", TextRule.LINE);
    String address = fields.text("address", ADDRESS);
    String asOf = fields.text("as_of", AS_OF);
    fields.close();
    return new FactSource(entry.name(), title, address, asOf);
  }
}
