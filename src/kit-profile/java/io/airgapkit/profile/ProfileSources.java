package io.airgapkit.profile;

import io.airgapkit.profile.evidence.FactSource;
import io.airgapkit.profile.evidence.SourceReader;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.JsonFields;
import io.airgapkit.profile.windows.Release;
import io.airgapkit.profile.windows.WindowsReleases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The sources of a profile: its own, and those of Windows' releases that it names. */
final class ProfileSources {
  private final JsonFields fields;
  private final WindowsReleases releases;
  private final Map<String, FactSource> named = new TreeMap<>();

  ProfileSources(JsonFields fields, WindowsReleases releases) {
    this.fields = fields;
    this.releases = releases;
    SourceReader.read(fields).forEach(s -> named.put(s.key(), s));
  }

  /** Whether there is such a source. From here on it is one of the profile's. */
  boolean name(String key) {
    if (named.containsKey(key)) {
      return true;
    }
    Optional<FactSource> shared = releases.source(key);
    shared.ifPresent(s -> named.put(key, s));
    return shared.isPresent();
  }

  /** Takes over the sources of releases that a train has from the history. */
  void nameAllOf(List<Release> taken) {
    taken.stream().flatMap(r -> r.evidence().sources().stream()).distinct().forEach(this::share);
  }

  private void share(String key) {
    name(key);
    // One name cannot stand for two things in data/profile.json.
    if (!releases.source(key).equals(Optional.of(named.get(key)))) {
      String text = "Windows' releases have another source of this name: take another key";
      fields.fault(Kind.DUPLICATE_VALUE, key, text);
    }
  }

  /** All, ascending by key. */
  List<FactSource> all() {
    return List.copyOf(named.values());
  }
}
