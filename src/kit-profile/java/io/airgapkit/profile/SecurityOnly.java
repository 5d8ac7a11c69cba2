package io.airgapkit.profile;

import io.airgapkit.profile.evidence.Evidence;
import java.time.LocalDate;

/**
 * The one security-only update that is enough. Security-only updates are not cumulative, so no
 * later one counts.
 *
 * @param kb {@code KB} and 6 or 7 digits
 * @param released day of release
 * @param note may be empty
 */
public record SecurityOnly(String kb, LocalDate released, Evidence evidence, String note) {}
