package io.airgapkit.profile;

import io.airgapkit.profile.evidence.Evidence;
import io.airgapkit.profile.evidence.FactSource;
import io.airgapkit.profile.json.JsonFields;
import io.airgapkit.profile.windows.Release;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A profile as maps and lists, members in the order of the schema, empty optionals left out. */
final class ProfileRendering {
  private static final String UNKNOWN = JsonFields.UNKNOWN;

  private ProfileRendering() {}

  static Map<String, Object> of(KitProfile profile) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("format", KitProfile.FORMAT);
    map.put("id", profile.id());
    map.put("revision", profile.revision());
    map.put("title", profile.title());
    map.put("summary", profile.summary());
    map.put("facts_as_of", profile.factsAsOf().toString());
    Map<String, Object> sources = new LinkedHashMap<>();
    profile.sources().forEach(s -> sources.put(s.key(), source(s)));
    map.put("sources", sources);
    map.put("certificates", profile.certificates().stream().map(c -> certificate(c)).toList());
    map.put("policies", profile.policies().stream().map(v -> policy(v)).toList());
    map.put("trains", profile.trains().stream().map(t -> train(t)).toList());
    map.put("detection", profile.detection().stream().map(f -> fact(f)).toList());
    map.put("installation", profile.installation().stream().map(f -> fact(f)).toList());
    map.put("codes", profile.codes().stream().map(c -> code(c)).toList());
    return map;
  }

  private static Map<String, Object> source(FactSource source) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", source.title());
    map.put("address", source.address());
    map.put("as_of", source.asOf());
    return map;
  }

  private static Map<String, Object> certificate(ProfileCertificate certificate) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", certificate.id());
    map.put("store", certificate.store().word());
    map.put("include", certificate.include().word());
    map.put("why", certificate.why());
    return map;
  }

  private static Map<String, Object> policy(PolicyValue value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", value.id());
    map.put("key", value.key());
    map.put("name", value.name());
    map.put("type", value.type().word());
    value.number().ifPresent(n -> map.put("number", n));
    if (!value.text().isEmpty()) {
      map.put("text", value.text());
    }
    map.put("include", value.include().word());
    map.put("what", value.what());
    map.put("why", value.why());
    basis(map, value.evidence(), "");
    return map;
  }

  private static Map<String, Object> train(Train train) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", train.id());
    map.put("row", train.row());
    map.put("products", train.products());
    map.put("builds", train.builds());
    map.put("os", train.product().word());
    map.put("architectures", train.architectures());
    map.put("verdict", train.verdict().word());
    train.floor().ifPresent(f -> map.put("floor", floor(f)));
    train.stricterFloor().ifPresent(f -> map.put("stricter_floor", floor(f)));
    train.packageFloor().ifPresent(f -> map.put("package_floor", packageFloor(f)));
    train.securityOnly().ifPresent(s -> map.put("security_only", securityOnly(s)));
    map.put("prerequisites", train.prerequisites().stream().map(p -> prerequisite(p)).toList());
    map.put("accepted", train.accepted().stream().map(u -> accepted(u)).toList());
    map.put("install", train.install());
    basis(map, train.evidence(), train.note());
    return map;
  }

  private static Map<String, Object> floor(Floor floor) {
    Map<String, Object> map = new LinkedHashMap<>();
    floor.ubr().ifPresent(ubr -> map.put("ubr", ubr));
    map.put("kb", floor.kb().orElse(UNKNOWN));
    map.put("released", day(floor.released()));
    basis(map, floor.evidence(), floor.note());
    return map;
  }

  private static Map<String, Object> packageFloor(PackageFloor floor) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("revision", number(floor.revision()));
    basis(map, floor.evidence(), floor.note());
    return map;
  }

  private static Map<String, Object> securityOnly(SecurityOnly update) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kb", update.kb());
    map.put("released", update.released().toString());
    basis(map, update.evidence(), update.note());
    return map;
  }

  private static Map<String, Object> prerequisite(Prerequisite prerequisite) {
    Map<String, Object> map = new LinkedHashMap<>();
    prerequisite.kb().ifPresent(kb -> map.put("kb", kb));
    map.put("what", prerequisite.what().word());
    map.put("when", prerequisite.when().word());
    map.put("order", prerequisite.order());
    basis(map, prerequisite.evidence(), prerequisite.note());
    return map;
  }

  private static Map<String, Object> accepted(Release update) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kb", update.kb().orElse(UNKNOWN));
    map.put("revision", number(update.revision()));
    if (!update.alsoRevisions().isEmpty()) {
      map.put("also_revisions", update.alsoRevisions());
    }
    map.put("released", update.released().toString());
    map.put("kind", update.kind().word());
    basis(map, update.evidence(), update.note());
    return map;
  }

  private static Map<String, Object> fact(Fact fact) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("order", fact.order());
    map.put("topic", fact.topic());
    map.put("fact", fact.fact());
    basis(map, fact.evidence(), "");
    return map;
  }

  private static Map<String, Object> code(FaultCode code) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("code", code.code());
    map.put("name", code.name());
    map.put("meaning", code.meaning());
    map.put("remedy", code.remedy());
    basis(map, code.evidence(), "");
    return map;
  }

  private static void basis(Map<String, Object> map, Evidence evidence, String note) {
    map.put("certainty", evidence.certainty().word());
    map.put("sources", List.copyOf(evidence.sources()));
    if (!note.isEmpty()) {
      map.put("note", note);
    }
  }

  private static Object number(OptionalInt value) {
    return value.isPresent() ? (Object) value.getAsInt() : UNKNOWN;
  }

  private static String day(Optional<LocalDate> value) {
    return value.map(LocalDate::toString).orElse(UNKNOWN);
  }
}
