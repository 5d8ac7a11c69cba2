package io.airgapkit.profile;

import io.airgapkit.profile.catalogue.Inclusion;
import io.airgapkit.profile.catalogue.TargetStore;

/**
 * A certificate a profile concerns.
 *
 * @param id of the catalogue entry
 * @param store where it goes; equal to the catalogue's
 * @param include when it goes into a kit; what the catalogue only reports is only reported
 * @param why what it is for in this profile
 */
public record ProfileCertificate(String id, TargetStore store, Inclusion include, String why) {}
