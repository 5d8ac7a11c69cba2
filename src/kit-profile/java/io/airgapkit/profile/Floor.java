package io.airgapkit.profile;

import io.airgapkit.profile.evidence.Evidence;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The oldest update of a train that is enough.
 *
 * @param ubr update build revision; present exactly for trains with verdict {@code ubr}
 * @param kb {@code KB} and 6 or 7 digits; empty if not known
 * @param released day of release; empty if not known
 * @param note may be empty
 */
public record Floor(
    OptionalInt ubr,
    Optional<String> kb,
    Optional<LocalDate> released,
    Evidence evidence,
    String note) {}
