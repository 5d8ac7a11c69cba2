package io.airgapkit.builder.stage;

import io.airgapkit.builder.resolve.ResolvedKit;
import io.airgapkit.format.KitManifest;
import io.airgapkit.format.codec.SumsText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything a kit will hold but manifest and signatures.
 *
 * @param payload ascending by path
 * @param signedScripts whether scripts carry a signature
 */
public record StagedKit(ResolvedKit resolved, List<StagedEntry> payload, boolean signedScripts) {

  public StagedKit {
    List<StagedEntry> sorted = new ArrayList<>(payload);
    sorted.sort(Comparator.comparing(e -> e.entry().path()));
    payload = List.copyOf(sorted);
  }

  /** The list of digests that auditors check with ordinary tools. */
  public byte[] sums() {
    return SumsText.bytes(payload.stream().map(StagedEntry::entry).toList());
  }

  /** Entries as the manifest lists them: payload and sums, ascending by path. */
  public List<KitManifest.Entry> manifestEntries() {
    List<KitManifest.Entry> entries =
        new ArrayList<>(payload.stream().map(StagedEntry::entry).toList());
    entries.add(SumsText.entry(entries));
    entries.sort(Comparator.comparing(KitManifest.Entry::path));
    return entries;
  }
}
