package io.airgapkit.profile;

import io.airgapkit.profile.evidence.Evidence;
import io.airgapkit.profile.evidence.EvidenceReader;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.JsonFields;
import io.airgapkit.profile.json.TextRule;
import io.airgapkit.profile.windows.ProductKind;
import io.airgapkit.profile.windows.Release;
import io.airgapkit.profile.windows.ReleaseReader;
import io.airgapkit.profile.windows.WindowsReleases;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the trains of a profile and the rules among their members. */
final class TrainReader {
  private static final int MAX_TRAINS = 256;
  private static final int MAX_ITEMS = 64;
  private static final int MAX_BUILD = 1_000_000;

  private static final TextRule ARCHITECTURE = TextRule.of("arm64|x64|x86", "arm64, x64 or x86");
  private final EvidenceReader evidence;
  private final ProfileSources sources;
  private final WindowsReleases releases;

  TrainReader(EvidenceReader evidence, ProfileSources sources, WindowsReleases releases) {
    this.evidence = evidence;
    this.sources = sources;
    this.releases = releases;
  }

  List<Train> trains(JsonFields profile) {
    List<Train> trains = profile.objects("trains", MAX_TRAINS, this::train);
    profile.requireUnique("trains", "id", trains.stream().map(Train::id).toList());
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
            fields.text("id", Release.TRAIN_ID),
            fields.integer("row", 0, 999),
            fields.texts("products", MAX_ITEMS, TextRule.LINE),
            fields.integers("builds", MAX_ITEMS, 1, MAX_BUILD),
            fields.word("os", ProductKind.class),
            fields.texts("architectures", MAX_ITEMS, ARCHITECTURE),
            verdict.orElse(TrainVerdict.NONE),
            fields.optionalObject("floor").map(f -> floor(f, verdict)),
            fields.optionalObject("stricter_floor").map(f -> floor(f, verdict)),
            fields.optionalObject("package_floor").map(this::packageFloor),
            fields.optionalObject("security_only").map(this::securityOnly),
            fields.objects("prerequisites", MAX_ITEMS, this::prerequisite),
            new ReleaseReader(evidence).read(fields, "accepted"),
            fields.texts("install", MAX_ITEMS, TextRule.LINE),
            evidence.read(fields),
            fields.optionalText("note", TextRule.LINE));
    List<Release> taken = ReleaseReference.resolve(fields, train, releases);
    sources.nameAllOf(taken);
    fields.close();
    if (verdict.isPresent()) {
      checkShape(train, fields);
    }
    checkPrerequisites(train, fields);
    checkAccepted(train, fields);
    return taken.isEmpty() ? train : train.withAccepted(taken);
  }

  private Floor floor(JsonFields fields, Optional<TrainVerdict> verdict) {
    // Under a verdict that is a fault itself, a revision that is there is read all the same.
    boolean ubr = verdict.map(TrainVerdict.UBR::equals).orElseGet(() -> fields.has("ubr"));
    OptionalInt revision =
        ubr ? OptionalInt.of(fields.integer("ubr", 0, Release.MAX_REVISION)) : OptionalInt.empty();
    Optional<String> kb = fields.knownText("kb", Release.KB);
    var released = fields.knownDate("released");
    Evidence basis = evidence.read(fields);
    String note = fields.optionalText("note", TextRule.LINE);
    fields.close();
    return new Floor(revision, kb, released, basis, note);
  }

  private PackageFloor packageFloor(JsonFields fields) {
    OptionalInt revision = fields.knownInteger("revision", 0, Release.MAX_REVISION);
    Evidence basis = evidence.read(fields);
    String note = fields.optionalText("note", TextRule.LINE);
    fields.close();
    return new PackageFloor(revision, basis, note);
  }

  private SecurityOnly securityOnly(JsonFields fields) {
    String kb = fields.text("kb", Release.KB);
    var released = fields.date("released");
    Evidence basis = evidence.read(fields);
    String note = fields.optionalText("note", TextRule.LINE);
    fields.close();
    return new SecurityOnly(kb, released, basis, note);
  }

  private Prerequisite prerequisite(JsonFields fields) {
    Optional<String> kb = Optional.empty();
    if (fields.has("kb")) {
      kb = Optional.of(fields.text("kb", Release.KB));
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
    shape(fields, "releases", fields.has("releases"), false, !none);
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
    for (int i = 0; i < all.size(); i++) {
      OptionalInt revision = all.get(i).revision();
      if (revision.isPresent() && revision.getAsInt() < floor) {
        String text = "has a revision below the floor " + floor;
        fields.faultAt(Kind.BAD_VALUE, "accepted", i, text);
      }
    }
  }
}
