package io.airgapkit.profile.windows;

import io.airgapkit.profile.evidence.Evidence;
import io.airgapkit.profile.evidence.EvidenceReader;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.JsonFields;
import io.airgapkit.profile.json.TextRule;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the releases of one train: those of the history, and those a profile brings itself. */
public final class ReleaseReader {
  private static final int MAX_RELEASES = 4096;
  private static final int MAX_FURTHER = 64;

  /** Stands in for a day that was a fault. */
  private static final ReleaseDay NO_DAY = ReleaseDay.of(LocalDate.EPOCH);

  private final EvidenceReader evidence;

  /** Releases that rest on those sources. */
  public ReleaseReader(EvidenceReader evidence) {
    this.evidence = evidence;
  }

  /** The list of that name: ascending by day, then by revision, each KB once; absent is empty. */
  public List<Release> read(JsonFields fields, String name) {
    List<Release> all = fields.objects(name, MAX_RELEASES, this::release);
    Set<String> kbs = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      Release release = all.get(i);
      if (i > 0 && !ascends(all.get(i - 1), release)) {
        String text = "must lie behind the one before, by day and then by revision";
        fields.faultAt(Kind.BAD_ORDER, name, i, text);
      }
      if (release.kb().isPresent() && !kbs.add(release.kb().get())) {
        String text = release.kb().get() + " stands in an earlier element";
        fields.faultAt(Kind.DUPLICATE_VALUE, name, i, text);
      }
    }
    return all;
  }

  private Release release(JsonFields fields) {
    Optional<String> kb = fields.knownText("kb", Release.KB);
    OptionalInt revision = fields.knownInteger("revision", 0, Release.MAX_REVISION);
    List<Integer> also = fields.integers("also_revisions", MAX_FURTHER, 0, Release.MAX_REVISION);
    Optional<ReleaseDay> released = released(fields);
    ReleaseKind kind = fields.word("kind", ReleaseKind.class);
    Evidence basis = evidence.read(fields);
    String note = fields.optionalText("note", TextRule.LINE);
    fields.close();
    if (fields.isUnknown("kb") && fields.isUnknown("revision")) {
      fields.fault(Kind.BAD_VALUE, "kb", "KB and revision cannot both be unknown");
    }
    return new Release(kb, revision, also, released.orElse(NO_DAY), kind, basis, note);
  }

  private static Optional<ReleaseDay> released(JsonFields fields) {
    String text = fields.text("released", TextRule.LINE_OR_EMPTY);
    Optional<ReleaseDay> released = ReleaseDay.parse(text);
    if (released.isEmpty() && fields.isText("released")) {
      String wanted = "must be a day or month that exists, as YYYY-MM-DD or YYYY-MM";
      fields.fault(Kind.BAD_VALUE, "released", wanted);
    }
    return released;
  }

  private static boolean ascends(Release earlier, Release later) {
    if (earlier.released() == NO_DAY || later.released() == NO_DAY) {
      return true; // a fault already
    }
    int byDay = earlier.released().compareTo(later.released());
    return byDay < 0 || byDay == 0 && earlier.revision().orElse(-1) < later.revision().orElse(-1);
  }
}
