package io.airgapkit.profile;

import io.airgapkit.profile.evidence.Evidence;
import java.util.OptionalInt;

/**
 * The revision of the rollup package from which a 6.x train is ready.
 *
 * @param revision third part of {@code <build>.<revision>.1.<n>} as package versions write it;
 *     empty if not known
 * @param note may be empty
 */
public record PackageFloor(OptionalInt revision, Evidence evidence, String note) {}
