package io.airgapkit.profile.windows;

import io.airgapkit.profile.evidence.EvidenceReader;
import io.airgapkit.profile.evidence.FactSource;
import io.airgapkit.profile.evidence.SourceReader;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.DocumentFaults;
import io.airgapkit.profile.json.DocumentRefusedException;
import io.airgapkit.profile.json.JsonDocument;
import io.airgapkit.profile.json.JsonFields;
import io.airgapkit.profile.json.JsonNode;
import io.airgapkit.profile.json.TextRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the history of Windows' releases by its schema. */
final class ReleasesReader {
  private static final int MAX_TRAINS = 256;
  private static final int MAX_BUILDS = 64;
  private static final int MAX_BUILD = 1_000_000;

  private ReleaseReader releases;

  private ReleasesReader() {}

  static WindowsReleases read(DocumentFaults faults, byte[] json) throws DocumentRefusedException {
    Optional<JsonNode> root = JsonDocument.parse(json, WindowsReleases.MAX_BYTES, faults);
    WindowsReleases read = null;
    if (root.isPresent()) {
      read = new ReleasesReader().document(JsonFields.of(root.get(), "", faults));
    }
    if (!faults.isEmpty()) {
      throw new DocumentRefusedException(faults.inOrder());
    }
    return read;
  }

  private WindowsReleases document(JsonFields fields) {
    fields.text("format", TextRule.of(WindowsReleases.FORMAT, WindowsReleases.FORMAT));
    int revision = fields.integer("revision", 1, Integer.MAX_VALUE);
    var asOf = fields.date("as_of");
    List<FactSource> sources = SourceReader.read(fields.object("sources"));
    Set<String> keys = sources.stream().map(FactSource::key).collect(Collectors.toSet());
    releases = new ReleaseReader(new EvidenceReader(keys::contains));
    List<ReleaseHistory> trains = fields.objects("trains", MAX_TRAINS, this::train);
    requireApart(trains, fields);
    fields.close();
    return new WindowsReleases(revision, asOf, sources, trains);
  }

  private ReleaseHistory train(JsonFields fields) {
    // Arguments are read in the order of the schema.
    ReleaseHistory train =
        new ReleaseHistory(
            fields.text("id", Release.TRAIN_ID),
            fields.integers("builds", MAX_BUILDS, 1, MAX_BUILD),
            fields.word("os", ProductKind.class),
            releases.read(fields, "releases"));
    fields.close();
    if (train.builds().isEmpty()) {
      fields.fault(Kind.MISSING_KEY, "builds", "name at least one build");
    }
    return train;
  }

  /** One id and one train a host: else two histories could say different things of it. */
  private static void requireApart(List<ReleaseHistory> trains, JsonFields fields) {
    fields.requireUnique("trains", "id", trains.stream().map(ReleaseHistory::id).toList());
    for (int i = 0; i < trains.size(); i++) {
      for (int earlier = 0; earlier < i; earlier++) {
        if (trains.get(i).overlaps(trains.get(earlier))) {
          String text = "means hosts that the train " + trains.get(earlier).id() + " means too";
          fields.faultAt(Kind.DUPLICATE_VALUE, "trains", i, text);
        }
      }
    }
  }
}
