package io.airgapkit.profile.windows;

import io.airgapkit.profile.evidence.Evidence;
import io.airgapkit.profile.json.TextRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An update that Windows has released.
 *
 * @param kb empty if only the revision is known
 * @param revision UBR on trains with one, else the revision of the rollup package; empty if not
 *     known
 * @param alsoRevisions further revisions under the same KB
 * @param released day or month of release
 * @param note may be empty
 */
public record Release(
    Optional<String> kb,
    OptionalInt revision,
    List<Integer> alsoRevisions,
    ReleaseDay released,
    ReleaseKind kind,
    Evidence evidence,
    String note) {
  /** The greatest revision that is taken for one. */
  public static final int MAX_REVISION = 1_000_000;

  /** What a KB number looks like. */
  public static final TextRule KB = TextRule.of("KB[0-9]{6,7}", "KB and 6 or 7 digits");

  /** What the id of a train looks like. */
  public static final TextRule TRAIN_ID =
      TextRule.of("[a-z0-9][A-Za-z0-9-]{0,31}", "1 to 32 of A-Z, a-z, 0-9 and -, beginning small");

  /** Copies the list. */
  public Release {
    alsoRevisions = List.copyOf(alsoRevisions);
  }
}
