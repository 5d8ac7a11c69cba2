package io.airgapkit.profile.windows;

import java.util.List;
import java.util.Optional;

/**
 * What one servicing train of Windows has released, as far as it is known.
 *
 * @param id {@code [a-z0-9][A-Za-z0-9-]{0,31}}, how profiles name it
 * @param builds CurrentBuildNumber of its hosts, at least one
 * @param product which hosts of these builds
 * @param releases by day, then revision; strictly ascending, each KB once
 */
public record ReleaseHistory(
    String id, List<Integer> builds, ProductKind product, List<Release> releases) {
  /** Copies the lists. */
  public ReleaseHistory {
    builds = List.copyOf(builds);
    releases = List.copyOf(releases);
  }

  /** Whether every such host takes these releases. */
  public boolean serves(List<Integer> hosts, ProductKind kind) {
    return builds.containsAll(hosts) && (product == ProductKind.ANY || product == kind);
  }

  /** The releases of at least that revision. Whoever does not say a revision is not among them. */
  public List<Release> fromRevision(int revision) {
    return releases.stream().filter(r -> r.revision().orElse(-1) >= revision).toList();
  }

  /** The release of that KB and all that came later; empty if it is not in this history. */
  public Optional<List<Release>> fromKb(String kb) {
    for (int i = 0; i < releases.size(); i++) {
      if (releases.get(i).kb().filter(kb::equals).isPresent()) {
        return Optional.of(releases.subList(i, releases.size()));
      }
    }
    return Optional.empty();
  }

  /** Whether some host would take the releases of both. */
  boolean overlaps(ReleaseHistory other) {
    return product.overlaps(other.product) && builds.stream().anyMatch(other.builds::contains);
  }
}
