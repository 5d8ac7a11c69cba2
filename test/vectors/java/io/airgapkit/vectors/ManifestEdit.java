package io.airgapkit.vectors;

import io.airgapkit.format.KitManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A manifest with one member otherwise. */
final class ManifestEdit {
  private ManifestEdit() {}

  static KitManifest entries(KitManifest m, List<KitManifest.Entry> entries) {
    return new KitManifest(
        m.builder(),
        m.certificates(),
        m.created(),
        entries,
        m.expires(),
        m.grade(),
        m.id(),
        m.profile(),
        m.reference(),
        m.sequence(),
        m.signers(),
        m.updates());
  }

  /** One entry otherwise, or without it if the hook gives null. */
  static KitManifest entry(KitManifest m, String path, UnaryOperator<KitManifest.Entry> hook) {
    List<KitManifest.Entry> entries = new ArrayList<>();
    for (KitManifest.Entry e : m.entries()) {
      KitManifest.Entry changed = e.path().equals(path) ? hook.apply(e) : e;
      if (changed != null) {
        entries.add(changed);
      }
    }
    return entries(m, entries);
  }

  static KitManifest references(
      KitManifest m, List<KitManifest.Certificate> certificates, List<KitManifest.Update> updates) {
    return new KitManifest(
        m.builder(),
        certificates,
        m.created(),
        m.entries(),
        m.expires(),
        m.grade(),
        m.id(),
        m.profile(),
        m.reference(),
        m.sequence(),
        m.signers(),
        updates);
  }

  static KitManifest certificates(KitManifest m, List<KitManifest.Certificate> certificates) {
    return references(m, certificates, m.updates());
  }

  static KitManifest updates(KitManifest m, KitManifest.Update... updates) {
    return references(m, m.certificates(), List.of(updates));
  }

  static KitManifest signers(KitManifest m, List<KitManifest.Signer> signers) {
    return new KitManifest(
        m.builder(),
        m.certificates(),
        m.created(),
        m.entries(),
        m.expires(),
        m.grade(),
        m.id(),
        m.profile(),
        m.reference(),
        m.sequence(),
        signers,
        m.updates());
  }

  static KitManifest reference(KitManifest m, String reference) {
    return words(m, m.id(), m.profile(), reference, m.sequence());
  }

  static KitManifest title(KitManifest m, String title) {
    KitManifest.Profile profile =
        new KitManifest.Profile(m.profile().id(), m.profile().revision(), title);
    return words(m, m.id(), profile, m.reference(), m.sequence());
  }

  /** Another profile, and the id of the kit that follows from it. */
  static KitManifest profile(KitManifest m, String id) {
    KitManifest.Profile profile =
        new KitManifest.Profile(id, m.profile().revision(), m.profile().title());
    String kit = id + m.id().substring(m.profile().id().length());
    return words(m, kit, profile, m.reference(), m.sequence());
  }

  static KitManifest id(KitManifest m, String id) {
    return words(m, id, m.profile(), m.reference(), m.sequence());
  }

  static KitManifest sequence(KitManifest m, long sequence) {
    return words(m, m.id(), m.profile(), m.reference(), sequence);
  }

  private static KitManifest words(
      KitManifest m, String id, KitManifest.Profile profile, String reference, long sequence) {
    return new KitManifest(
        m.builder(),
        m.certificates(),
        m.created(),
        m.entries(),
        m.expires(),
        m.grade(),
        id,
        profile,
        reference,
        sequence,
        m.signers(),
        m.updates());
  }
}
