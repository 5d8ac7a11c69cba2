package io.airgapkit.profile;

import io.airgapkit.profile.evidence.Evidence;
import io.airgapkit.profile.windows.ProductKind;
import io.airgapkit.profile.windows.Release;
import io.airgapkit.profile.windows.ReleaseKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One Windows servicing line and its update condition.
 *
 * @param id {@code [a-z0-9][A-Za-z0-9-]{0,31}}, as in a kit's manifest
 * @param row of the table of KB5022661 it stands for, from 1; 0 if the profile knows no such table
 * @param products in words
 * @param builds CurrentBuildNumber; empty if not known, then no host is matched to it
 * @param product which hosts of these builds
 * @param architectures for which updates are named, ascending; empty for trains that need none
 * @param verdict how the condition is decided
 * @param floor present for verdicts ubr and package
 * @param stricterFloor a higher one some vendor asks for
 * @param packageFloor present for verdict package
 * @param securityOnly the one security-only update that is enough, if there is one
 * @param prerequisites by order
 * @param accepted by day, then revision; strictly ascending
 * @param install notes on installation
 * @param evidence of the row as such
 * @param note may be empty
 */
public record Train(
    String id,
    int row,
    List<String> products,
    List<Integer> builds,
    ProductKind product,
    List<String> architectures,
    TrainVerdict verdict,
    Optional<Floor> floor,
    Optional<Floor> stricterFloor,
    Optional<PackageFloor> packageFloor,
    Optional<SecurityOnly> securityOnly,
    List<Prerequisite> prerequisites,
    List<Release> accepted,
    List<String> install,
    Evidence evidence,
    String note) {
  private static final Set<ReleaseKind> OFFERED =
      EnumSet.of(ReleaseKind.SECURITY, ReleaseKind.OUT_OF_BAND, ReleaseKind.MONTHLY_ROLLUP);

  /** Copies the lists. */
  public Train {
    products = List.copyOf(products);
    builds = List.copyOf(builds);
    architectures = List.copyOf(architectures);
    prerequisites = List.copyOf(prerequisites);
    accepted = List.copyOf(accepted);
    install = List.copyOf(install);
  }

  /**
   * The newest update a kit offers: its KB is known, and it is a release for everybody, no preview
   * and no hotpatch, which needs a baseline of its own.
   */
  public Optional<Release> newestOffered() {
    return accepted.stream()
        .filter(u -> u.kb().isPresent() && OFFERED.contains(u.kind()))
        .reduce((older, newer) -> newer);
  }

  /** The newest accepted update, with or without a KB number. */
  public Optional<Release> newest() {
    return accepted.stream().reduce((older, newer) -> newer);
  }

  /** Every KB that proves the update is there: the accepted ones, then the security-only one. */
  public List<String> acceptedKbs() {
    List<String> kbs = new ArrayList<>(accepted.stream().flatMap(u -> u.kb().stream()).toList());
    securityOnly.ifPresent(s -> kbs.add(s.kb()));
    return List.copyOf(kbs);
  }

  /** The same train with these accepted updates. */
  Train withAccepted(List<Release> updates) {
    return new Train(
        id,
        row,
        products,
        builds,
        product,
        architectures,
        verdict,
        floor,
        stricterFloor,
        packageFloor,
        securityOnly,
        prerequisites,
        updates,
        install,
        evidence,
        note);
  }

  /** Whether hosts of this build and product kind belong here. */
  public boolean matches(int build, ProductKind host) {
    return builds.contains(build) && (product == ProductKind.ANY || product == host);
  }

  /** Whether some host would belong to both trains. */
  boolean overlaps(Train other) {
    return product.overlaps(other.product) && builds.stream().anyMatch(other.builds::contains);
  }
}
