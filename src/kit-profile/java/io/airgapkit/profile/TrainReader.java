package io.airgapkit.profile;

import io.airgapkit.profile.evidence.Evidence;
import io.airgapkit.profile.evidence.EvidenceReader;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.JsonFields;
import io.airgapkit.profile.json.TextRule;
import io.airgapkit.profile.windows.ProductKind;
import io.airgapkit.profile.windows.Release;
import io.airgapkit.profile.windows.ReleaseDay;
import io.airgapkit.profile.windows.ReleaseKind;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the trains of a profile and the rules among their members. */
final class TrainReader {
  private static final int MAX_TRAINS = 256;
  private static final int MAX_ACCEPTED = 4096;
  private static final int MAX_ITEMS = 64;
  private static final int MAX_REVISION = 1_000_000;

  private static final TextRule ID =
      TextRule.of("[a-z0-9][A-Za-z0-9-]{0,31}", "1 to 32 of A-Z, a-z, 0-9 and -, beginning small");
  private static final TextRule ARCHITECTURE = TextRule.of("arm64|x64|x86", "arm64, x64 or x86");
  private static final TextRule KB = TextRule.of("KB[0-9]{6,7}", "KB and 6 or 7 digits");

  /** Stands in for a day that was a fault. */
  private static final ReleaseDay NO_DAY = ReleaseDay.of(LocalDate.EPOCH);

  private final EvidenceReader evidence;

  TrainReader(EvidenceReader evidence) {
    this.evidence = evidence;
  }

  List<Train> trains(JsonFields profile) {
    List<Train> trains = profile.objects("trains", MAX_TRAINS, this::train);
    ProfileReader.requireUnique(profile, "trains", "id", trains.stream().map(Train::id).toList());
    for (int i = 0; i < trains.size(); i++) {
      for (int earlier = 0; earlier < i; earlier++) {
        if (trains.get(i).overlaps(trains.get(earlier))) {
          String text = "means hosts that the train " + trains.get(earlier).id() + " means too";
          profile.faultAt(Kind.DUPLICATE_VALUE, "trains", i, text);
        }
      }
    }
    return trains;
  }

  private Train train(JsonFields fields) {
    Optional<TrainVerdict> verdict = fields.knownWord("verdict", TrainVerdict.class);
    // Arguments are read in the order of the schema.
    Train train =
        new Train(
            fields.text("id", ID),
            fields.integer("row", 0, 999),
            fields.texts("products", MAX_ITEMS, TextRule.LINE),
            fields.integers("builds", MAX_ITEMS, 1, MAX_REVISION),
            fields.word("os", ProductKind.class),
            fields.texts("architectures", MAX_ITEMS, ARCHITECTURE),
            verdict.orElse(TrainVerdict.NONE),
            fields.optionalObject("floor").map(f -> floor(f, verdict)),
            fields.optionalObject("stricter_floor").map(f -> floor(f, verdict)),
            fields.optionalObject("package_floor").map(this::packageFloor),
            fields.optionalObject("security_only").map(this::securityOnly),
            fields.objects("prerequisites", MAX_ITEMS, this::prerequisite),
            fields.objects("accepted", MAX_ACCEPTED, this::accepted),
            fields.texts("install", MAX_ITEMS, TextRule.LINE),
            evidence.read(fields),
            fields.optionalText("note", TextRule.LINE));
    fields.close();
    if (verdict.isPresent()) {
      checkShape(train, fields);
    }
    checkPrerequisites(train, fields);
    checkAccepted(train, fields);
    return train;
  }

  private Floor floor(JsonFields fields, Optional<TrainVerdict> verdict) {
    // Under a verdict that is a fault itself, a revision that is there is read all the same.
    boolean ubr = verdict.map(TrainVerdict.UBR::equals).orElseGet(() -> fields.has("ubr"));
    OptionalInt revision =
        ubr ? OptionalInt.of(fields.integer("ubr", 0, MAX_REVISION)) : OptionalInt.empty();
    Optional<String> kb = fields.knownText("kb", KB);
    var released = fields.knownDate("released");
    Evidence basis = evidence.read(fields);
    String note = fields.optionalText("note", TextRule.LINE);
    fields.close();
    return new Floor(revision, kb, released, basis, note);
  }

  private PackageFloor packageFloor(JsonFields fields) {
    OptionalInt revision = fields.knownInteger("revision", 0, MAX_REVISION);
    Evidence basis = evidence.read(fields);
    String note = fields.optionalText("note", TextRule.LINE);
    fields.close();
    return new PackageFloor(revision, basis, note);
  }

  private SecurityOnly securityOnly(JsonFields fields) {
    String kb = fields.text("kb", KB);
    var released = fields.date("released");
    Evidence basis = evidence.read(fields);
    String note = fields.optionalText("note", TextRule.LINE);
    fields.close();
    return new SecurityOnly(kb, released, basis, note);
  }

  private Prerequisite prerequisite(JsonFields fields) {
    Optional<String> kb = Optional.empty();
    if (fields.has("kb")) {
      kb = Optional.of(fields.text("kb", KB));
    }
    PrerequisiteKind what = fields.word("what", PrerequisiteKind.class);
    PrerequisitePath when = fields.word("when", PrerequisitePath.class);
    int order = fields.integer("order", 1, MAX_ITEMS);
    Evidence basis = evidence.read(fields);
    String note = fields.optionalText("note", TextRule.LINE);
    fields.close();
    boolean licence = what == PrerequisiteKind.ESU_LICENCE;
    if (licence && kb.isPresent()) {
      fields.fault(Kind.BAD_VALUE, "kb", "a licence is no package and has no KB number");
    } else if (!licence && kb.isEmpty()) {
      fields.fault(Kind.MISSING_KEY, "kb", "is missing");
    }
    return new Prerequisite(kb, what, when, order, basis, note);
  }

  private Release accepted(JsonFields fields) {
    Optional<String> kb = fields.knownText("kb", KB);
    OptionalInt revision = fields.knownInteger("revision", 0, MAX_REVISION);
    List<Integer> also = fields.integers("also_revisions", MAX_ITEMS, 0, MAX_REVISION);
    Optional<ReleaseDay> released = released(fields);
    ReleaseKind kind = fields.word("kind", ReleaseKind.class);
    Evidence basis = evidence.read(fields);
    String note = fields.optionalText("note", TextRule.LINE);
    fields.close();
    if (fields.isUnknown("kb") && fields.isUnknown("revision")) {
      fields.fault(Kind.BAD_VALUE, "kb", "KB and revision cannot both be unknown");
    }
    return new Release(kb, revision, also, released.orElse(NO_DAY), kind, basis, note);
  }

  private static Optional<ReleaseDay> released(JsonFields fields) {
    String text = fields.text("released", TextRule.LINE_OR_EMPTY);
    Optional<ReleaseDay> released = ReleaseDay.parse(text);
    if (released.isEmpty() && fields.isText("released")) {
      String wanted = "must be a day or month that exists, as YYYY-MM-DD or YYYY-MM";
      fields.fault(Kind.BAD_VALUE, "released", wanted);
    }
    return released;
  }

  /** Which members a verdict needs and which contradict it. */
  private static void checkShape(Train train, JsonFields fields) {
    if (train.products().isEmpty()) {
      fields.fault(Kind.MISSING_KEY, "products", "name at least one product");
    }
    TrainVerdict verdict = train.verdict();
    boolean floors = verdict == TrainVerdict.UBR || verdict == TrainVerdict.PACKAGE;
    shape(fields, "floor", train.floor().isPresent(), floors, floors);
    shape(fields, "architectures", !train.architectures().isEmpty(), floors, floors);
    shape(fields, "stricter_floor", train.stricterFloor().isPresent(), false, floors);
    boolean packages = verdict == TrainVerdict.PACKAGE;
    shape(fields, "package_floor", train.packageFloor().isPresent(), packages, packages);
    shape(fields, "security_only", train.securityOnly().isPresent(), false, packages);
    boolean none = verdict == TrainVerdict.NONE;
    shape(fields, "accepted", !train.accepted().isEmpty(), false, !none);
    if (train.builds().isEmpty() && !none) {
      fields.fault(Kind.MISSING_KEY, "builds", "only a train without remedy may lack builds");
    }
  }

  private static void shape(
      JsonFields fields, String name, boolean present, boolean required, boolean allowed) {
    if (required && !present) {
      fields.fault(Kind.MISSING_KEY, name, "is missing for this verdict");
    } else if (present && !allowed) {
      fields.fault(Kind.BAD_VALUE, name, "contradicts the verdict of this train");
    }
  }

  private static void checkPrerequisites(Train train, JsonFields fields) {
    List<Prerequisite> all = train.prerequisites();
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).order() <= all.get(i - 1).order()) {
        fields.faultAt(Kind.BAD_ORDER, "prerequisites", i, "order must rise");
      }
    }
  }

  private static void checkAccepted(Train train, JsonFields fields) {
    List<Release> all = train.accepted();
    int floor = train.floor().map(Floor::ubr).orElse(OptionalInt.empty()).orElse(0);
    Set<String> kbs = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      Release update = all.get(i);
      if (i > 0 && !ascends(all.get(i - 1), update)) {
        String text = "must lie behind the one before, by day and then by revision";
        fields.faultAt(Kind.BAD_ORDER, "accepted", i, text);
      }
      if (update.revision().isPresent() && update.revision().getAsInt() < floor) {
        String text = "has a revision below the floor " + floor;
        fields.faultAt(Kind.BAD_VALUE, "accepted", i, text);
      }
      if (update.kb().isPresent() && !kbs.add(update.kb().get())) {
        String text = update.kb().get() + " stands in an earlier element";
        fields.faultAt(Kind.DUPLICATE_VALUE, "accepted", i, text);
      }
    }
  }

  private static boolean ascends(Release earlier, Release later) {
    if (earlier.released() == NO_DAY || later.released() == NO_DAY) {
      return true; // a fault already
    }
    int byDay = earlier.released().compareTo(later.released());
    return byDay < 0 || byDay == 0 && earlier.revision().orElse(-1) < later.revision().orElse(-1);
  }
}
