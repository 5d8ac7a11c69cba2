package io.airgapkit.profile;

import io.airgapkit.profile.evidence.FactSource;
import io.airgapkit.profile.json.JsonWriter;
import io.airgapkit.profile.windows.ProductKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One incident: which hosts are concerned, what they need, and what that rests on.
 *
 * @param id {@code [a-z0-9][a-z0-9-]{0,31}}, as in a kit's manifest
 * @param revision from 1, rising with every change of the data
 * @param title one line of printable ASCII, as in a kit's manifest
 * @param summary what happened and what helps
 * @param factsAsOf the day the facts were last looked at
 * @param sources ascending by key
 * @param certificates in the order of the file
 * @param policies registry values for policy, in the order of the file
 * @param trains in the order of the file
 * @param detection how to find out the state of a host, by order
 * @param installation how to install updates, by order
 * @param codes error codes and events
 */
public record KitProfile(
    String id,
    int revision,
    String title,
    String summary,
    LocalDate factsAsOf,
    List<FactSource> sources,
    List<ProfileCertificate> certificates,
    List<PolicyValue> policies,
    List<Train> trains,
    List<Fact> detection,
    List<Fact> installation,
    List<FaultCode> codes) {
  /** The name of the format. */
  public static final String FORMAT = "airgap-profile/1";

  /** Copies the lists. */
  public KitProfile {
    sources = List.copyOf(sources);
    certificates = List.copyOf(certificates);
    policies = List.copyOf(policies);
    trains = List.copyOf(trains);
    detection = List.copyOf(detection);
    installation = List.copyOf(installation);
    codes = List.copyOf(codes);
  }

  /** The train of that id. */
  public Optional<Train> train(String trainId) {
    return trains.stream().filter(t -> t.id().equals(trainId)).findFirst();
  }

  /**
   * The train of a host.
   *
   * @param build CurrentBuildNumber
   * @param host client or server
   * @return empty if the profile knows nothing about such hosts
   */
  public Optional<Train> trainOf(int build, ProductKind host) {
    return trains.stream().filter(t -> t.matches(build, host)).findFirst();
  }

  /** The source of that key. */
  public Optional<FactSource> source(String key) {
    return sources.stream().filter(s -> s.key().equals(key)).findFirst();
  }

  /**
   * The payload {@code data/profile.json} of a kit: pretty ASCII JSON that reads back as an equal
   * profile. Equal profiles give equal bytes, however their files were laid out.
   */
  public byte[] render() {
    return JsonWriter.write(ProfileRendering.of(this));
  }
}
