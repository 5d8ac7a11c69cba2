package io.airgapkit.profile.evidence;

/**
 * Where values come from.
 *
 * @param key name within the profile
 * @param title what it is
 * @param address http or https; empty if it is a stored copy without one
 * @param asOf {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}: the state of it that was read
 */
public record FactSource(String key, String title, String address, String asOf) {}
