package io.airgapkit.profile.windows;

import io.airgapkit.profile.evidence.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An update that contains the floor.
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
  /** Copies the list. */
  public Release {
    alsoRevisions = List.copyOf(alsoRevisions);
  }
}
