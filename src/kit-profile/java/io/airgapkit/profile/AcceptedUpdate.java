package io.airgapkit.profile;

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
public record AcceptedUpdate(
    Optional<String> kb,
    OptionalInt revision,
    List<Integer> alsoRevisions,
    ReleaseDay released,
    UpdateKind kind,
    Evidence evidence,
    String note) {
  /** Copies the list. */
  public AcceptedUpdate {
    alsoRevisions = List.copyOf(alsoRevisions);
  }
}
