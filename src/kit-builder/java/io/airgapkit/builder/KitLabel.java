package io.airgapkit.builder;

import io.airgapkit.format.KitTime;
import io.airgapkit.profile.KitProfile;

/**
 * What a kit says of when, by what and for which order it was made.
 *
 * @param created seconds since 1970
 * @param expires seconds since 1970, later, by at most 1,827 days
 * @param sequence 1 to {@code created}
 * @param reference the operator's change ticket, printable ASCII, may be empty
 * @param version of this program
 */
public record KitLabel(
    long created, long expires, long sequence, String reference, String version) {

  /** The id of the kit made of a profile at that time. */
  String id(KitProfile profile) {
    return profile.id() + "-" + KitTime.compact(created);
  }
}
