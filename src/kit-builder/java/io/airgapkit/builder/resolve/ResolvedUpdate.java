package io.airgapkit.builder.resolve;

import io.airgapkit.format.Architecture;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.UpdateKind;
import java.util.Comparator;

/**
 * An update that the kit names. It carries no file of it yet.
 *
 * @param train id
 * @param order of installation within train and architecture, from 1
 */
public record ResolvedUpdate(
    String train, Architecture architecture, long order, String kb, UpdateKind kind) {
  /** As the manifest lists them. */
  static final Comparator<ResolvedUpdate> ORDER =
      Comparator.comparing(ResolvedUpdate::train)
          .thenComparing(ResolvedUpdate::architecture)
          .thenComparing(ResolvedUpdate::order);

  /** The manifest's member. */
  public KitManifest.Update member() {
    return new KitManifest.Update(architecture, kb, kind, order, "", train);
  }
}
