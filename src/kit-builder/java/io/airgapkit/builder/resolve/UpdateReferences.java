package io.airgapkit.builder.resolve;

import io.airgapkit.format.Architecture;
import io.airgapkit.format.UpdateKind;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.Prerequisite;
import io.airgapkit.profile.Train;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The KB references of a profile in the order of installation: prerequisites, the floor, the newest
 * rollup that contains it. None carries a file yet.
 */
final class UpdateReferences {
  private final List<ResolvedUpdate> out = new ArrayList<>();

  private UpdateReferences() {}

  static List<ResolvedUpdate> of(KitProfile profile, Selection selection) {
    UpdateReferences references = new UpdateReferences();
    for (Train train : profile.trains()) {
      for (String word : train.architectures()) {
        Architecture architecture = architecture(word);
        if (selection.has(train, architecture)) {
          references.add(train, architecture);
        }
      }
    }
    references.out.sort(ResolvedUpdate.ORDER);
    return references.out;
  }

  private void add(Train train, Architecture architecture) {
    long order = 1;
    for (Prerequisite prerequisite : train.prerequisites()) {
      if (prerequisite.kb().isPresent()) {
        add(train, architecture, prerequisite.kb().get(), UpdateKind.PREREQUISITE, order++);
      }
    }
    Optional<String> floor = train.floor().flatMap(f -> f.kb());
    Optional<String> newest =
        train.floor().flatMap(f -> train.newestOffered()).flatMap(u -> u.kb());
    if (floor.isPresent()) {
      add(train, architecture, floor.get(), UpdateKind.FLOOR, order++);
    }
    if (newest.isPresent() && !newest.equals(floor)) {
      add(train, architecture, newest.get(), UpdateKind.ROLLUP, order);
    }
  }

  private void add(Train train, Architecture architecture, String kb, UpdateKind kind, long order) {
    out.add(new ResolvedUpdate(train.id(), architecture, order, kb, kind));
  }

  private static Architecture architecture(String word) {
    for (Architecture architecture : Architecture.values()) {
      if (architecture.text().equals(word)) {
        return architecture;
      }
    }
    throw new IllegalStateException(
        "the profile reader let an unknown architecture through: " + word);
  }
}
