package io.airgapkit.profile;

import io.airgapkit.profile.evidence.Evidence;
import java.util.Optional;

/**
 * What must be on a host before an update.
 *
 * @param kb empty only for a licence
 * @param what its sort
 * @param when which way of updating needs it
 * @param order of installation within the train, from 1
 * @param note may be empty
 */
public record Prerequisite(
    Optional<String> kb,
    PrerequisiteKind what,
    PrerequisitePath when,
    int order,
    Evidence evidence,
    String note) {}
