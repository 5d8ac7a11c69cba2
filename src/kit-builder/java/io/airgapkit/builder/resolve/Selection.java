package io.airgapkit.builder.resolve;

import io.airgapkit.format.Architecture;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.Train;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which Windows a kit names updates for. Certificates and policy values are for all of them.
 *
 * @param trains ids of the profile's trains
 * @param architectures of those a train has
 */
public record Selection(Set<String> trains, Set<Architecture> architectures) {

  public Selection {
    trains = Set.copyOf(trains);
    architectures = Set.copyOf(architectures);
  }

  /** Every train of a profile, on every architecture. */
  public static Selection everything(KitProfile profile) {
    return new Selection(
        profile.trains().stream().map(Train::id).collect(Collectors.toSet()),
        Set.of(Architecture.values()));
  }

  boolean has(Train train, Architecture architecture) {
    return trains.contains(train.id()) && architectures.contains(architecture);
  }
}
