package io.airgapkit.vectors;

import static io.airgapkit.format.finding.FindingCode.MEMBERS_NOT_SORTED;

import io.airgapkit.format.Architecture;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.UpdateKind;
import io.airgapkit.format.finding.FindingCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Stage 3: lists that do not ascend, or name a thing twice. */
final class OrderVectors {
  private OrderVectors() {}

  static void addTo(VectorList list) {
    lists(list);
    updates(list);
  }

  private static void lists(VectorList list) {
    list.draft("entries-not-sorted", "two entries in the wrong order")
        .forge(f -> f.values(m -> ManifestEdit.entries(m, reversed(m.entries()))))
        .expect(MEMBERS_NOT_SORTED);
    list.draft("entries-twice", "an entry listed twice")
        .forge(f -> f.values(m -> ManifestEdit.entries(m, doubled(m.entries()))))
        .recipeFails()
        .expect(MEMBERS_NOT_SORTED);
    list.draft("signers-not-sorted", "two signers in the wrong order")
        .forge(f -> f.signedBy(Signers.a(), Signers.b()))
        .forge(f -> f.values(m -> ManifestEdit.signers(m, reversed(m.signers()))))
        .expect(MEMBERS_NOT_SORTED);
    list.draft("signer-twice", "a signer listed twice")
        .forge(f -> f.values(m -> ManifestEdit.signers(m, doubled(m.signers()))))
        .recipeFails()
        .expect(MEMBERS_NOT_SORTED);
    list.draft("certificate-twice", "a certificate listed twice")
        .forge(f -> f.values(m -> ManifestEdit.certificates(m, doubled(m.certificates()))))
        .expect(MEMBERS_NOT_SORTED);
  }

  private static void updates(VectorList list) {
    updates(
        list,
        "updates-order-twice",
        "the same place in the order twice",
        MEMBERS_NOT_SORTED,
        update("t", Architecture.X64, 1),
        update("t", Architecture.X64, 1));
    updates(
        list,
        "updates-order-descending",
        "second before first",
        MEMBERS_NOT_SORTED,
        update("t", Architecture.X64, 2),
        update("t", Architecture.X64, 1));
    updates(
        list,
        "updates-architecture-descending",
        "x86 before x64",
        MEMBERS_NOT_SORTED,
        update("t", Architecture.X86, 1),
        update("t", Architecture.X64, 2));
    updates(
        list,
        "updates-train-descending",
        "train b before train a",
        MEMBERS_NOT_SORTED,
        update("b", Architecture.X64, 1),
        update("a", Architecture.X64, 2));
    updates(
        list,
        "good-updates-order-is-a-number",
        "10 behind 9; trains by bytes",
        null,
        update("aB", Architecture.X86, 1),
        update("aa", Architecture.ARM64, 9),
        update("aa", Architecture.ARM64, 10),
        update("aa", Architecture.X64, 1),
        update("aa", Architecture.X86, 1));
  }

  private static KitManifest.Update update(String train, Architecture architecture, long order) {
    return new KitManifest.Update(
        architecture, "KB5022661", UpdateKind.PREREQUISITE, order, "", train);
  }

  private static void updates(
      VectorList list,
      String name,
      String description,
      FindingCode code,
      KitManifest.Update... updates) {
    list.draft(name, description)
        .forge(f -> f.values(m -> ManifestEdit.updates(m, updates)))
        .expect(code == null ? new FindingCode[0] : new FindingCode[] {code});
  }

  private static <T> List<T> reversed(List<T> list) {
    List<T> out = new ArrayList<>(list);
    Collections.reverse(out);
    return out;
  }

  private static <T> List<T> doubled(List<T> list) {
    List<T> out = new ArrayList<>(list);
    out.add(1, list.get(0));
    return out;
  }
}
