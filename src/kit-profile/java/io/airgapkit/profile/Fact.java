package io.airgapkit.profile;

import io.airgapkit.profile.evidence.Evidence;

/**
 * A statement about detection or installation.
 *
 * @param order from 1 within its list
 * @param topic a few words
 * @param fact one or more sentences
 */
public record Fact(int order, String topic, String fact, Evidence evidence) {}
