package io.airgapkit.profile;

import io.airgapkit.profile.evidence.Evidence;

/**
 * An error code or event a user may meet.
 *
 * @param code as the user sees it, such as {@code 0x800B0109}, {@code 577} or {@code event 3004}
 * @param name symbolic name, or the log of an event
 * @param meaning what it says
 * @param remedy what to do
 */
public record FaultCode(
    String code, String name, String meaning, String remedy, Evidence evidence) {}
