package io.airgapkit.profile.evidence;

import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.JsonFields;
import io.airgapkit.profile.json.TextRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@code certainty} and {@code sources} of a value and looks the sources up. */
public final class EvidenceReader {
  private static final int MAX_SOURCES = 32;

  private final Predicate<String> known;

  /** Values that may name the sources of these keys. */
  public EvidenceReader(Predicate<String> known) {
    this.known = known;
  }

  /** The two members of a value. */
  public Evidence read(JsonFields fields) {
    Certainty certainty = fields.word("certainty", Certainty.class);
    List<String> sources = fields.texts("sources", MAX_SOURCES, TextRule.LINE);
    if (!fields.has("sources")) {
      fields.fault(Kind.MISSING_KEY, "sources", "is missing");
    } else if (sources.isEmpty() && certainty != Certainty.UNCONFIRMED) {
      String text = "name a source, or say that the value is unconfirmed";
      fields.fault(Kind.BAD_VALUE, "sources", text);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < sources.size(); i++) {
      if (!known.test(sources.get(i))) {
        String text = "no source of this file has the key " + sources.get(i);
        fields.faultAt(Kind.UNKNOWN_REFERENCE, "sources", i, text);
      } else if (!seen.add(sources.get(i))) {
        fields.faultAt(Kind.DUPLICATE_VALUE, "sources", i, "is named already");
      }
    }
    return new Evidence(certainty, sources);
  }
}
