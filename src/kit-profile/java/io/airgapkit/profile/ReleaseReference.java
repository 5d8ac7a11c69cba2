package io.airgapkit.profile;

import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.JsonFields;
import io.airgapkit.profile.windows.Release;
import io.airgapkit.profile.windows.ReleaseHistory;
import io.airgapkit.profile.windows.WindowsReleases;
import java.util.List;
import java.util.Optional;

/** A train's member {@code releases}: of the named train of Windows, what contains the floor. */
final class ReleaseReference {
  private static final String MEMBER = "releases";

  private final JsonFields fields;
  private final Train train;

  private ReleaseReference(JsonFields fields, Train train) {
    this.fields = fields;
    this.train = train;
  }

  /** The releases the train refers to; empty if it refers to none, or wrongly. */
  static List<Release> resolve(JsonFields fields, Train train, WindowsReleases releases) {
    if (!fields.has(MEMBER)) {
      return List.of();
    }
    String id = fields.text(MEMBER, Release.TRAIN_ID);
    return new ReleaseReference(fields, train).resolve(id, releases.train(id));
  }

  private List<Release> resolve(String id, Optional<ReleaseHistory> history) {
    if (!train.accepted().isEmpty()) {
      return refused(Kind.BAD_VALUE, "accepted says already what contains the floor");
    }
    if (history.isEmpty()) {
      boolean fault = !id.isEmpty();
      return fault ? refused(Kind.UNKNOWN_REFERENCE, "no train of Windows is " + id) : List.of();
    }
    if (!history.get().serves(train.builds(), train.product())) {
      return refused(Kind.BAD_VALUE, "the train " + id + " of Windows is one of other hosts");
    }
    return switch (train.verdict()) {
      case UBR -> fromUbr(history.get());
      case PACKAGE -> fromPackage(history.get());
      case NATIVE -> history.get().releases();
      case NONE -> List.of(); // the shape of the train is a fault already
    };
  }

  private List<Release> fromUbr(ReleaseHistory history) {
    return train.floor().isEmpty()
        ? List.of()
        : history.fromRevision(train.floor().get().ubr().orElse(0));
  }

  /** Packages have no dependable revision: the floor's own package is where they begin. */
  private List<Release> fromPackage(ReleaseHistory history) {
    Optional<String> kb = train.floor().flatMap(Floor::kb);
    if (kb.isEmpty()) {
      return train.floor().isEmpty()
          ? List.of()
          : refused(Kind.BAD_VALUE, "nobody can say what contains a floor without KB");
    }
    return history
        .fromKb(kb.get())
        .orElseGet(() -> refused(Kind.BAD_VALUE, kb.get() + " of the floor is not in it"));
  }

  private List<Release> refused(Kind kind, String message) {
    fields.fault(kind, MEMBER, message);
    return List.of();
  }
}
