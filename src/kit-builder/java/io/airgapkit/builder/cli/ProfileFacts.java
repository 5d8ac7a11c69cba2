package io.airgapkit.builder.cli;

import io.airgapkit.profile.Fact;
import io.airgapkit.profile.FaultCode;
import io.airgapkit.profile.Floor;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.PackageFloor;
import io.airgapkit.profile.PolicyValue;
import io.airgapkit.profile.Prerequisite;
import io.airgapkit.profile.SecurityOnly;
import io.airgapkit.profile.Train;
import io.airgapkit.profile.evidence.Evidence;
import io.airgapkit.profile.windows.Release;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A profile's facts, one line each. */
final class ProfileFacts {
  private final KitProfile profile;
  private final List<FactsCommand.Line> lines = new ArrayList<>();

  ProfileFacts(KitProfile profile) {
    this.profile = profile;
  }

  List<FactsCommand.Line> lines() {
    profile.trains().forEach(this::train);
    profile.policies().forEach(this::policy);
    profile.detection().forEach(f -> fact("detection", f));
    profile.installation().forEach(f -> fact("installation", f));
    for (FaultCode code : profile.codes()) {
      add(
          "code",
          code.code() + " " + code.name(),
          code.meaning() + " -> " + code.remedy(),
          asOf(),
          code.evidence());
    }
    return lines;
  }

  private String asOf() {
    return profile.factsAsOf().toString();
  }

  private void policy(PolicyValue value) {
    String data =
        value.number().isPresent()
            ? Integer.toString(value.number().getAsInt())
            : value.isAsked() ? "given by the operator" : value.text();
    add(
        "policy",
        value.id(),
        "HKLM\\" + value.key() + " " + value.name() + " = " + data + "; " + value.what(),
        asOf(),
        value.evidence());
  }

  private void train(Train train) {
    String builds = train.builds().isEmpty() ? "no build listed" : "builds " + train.builds();
    add(
        "train",
        train.id(),
        String.join(", ", train.products())
            + "; "
            + builds
            + "; "
            + train.verdict().word()
            + note(train.note()),
        asOf(),
        train.evidence());
    train.floor().ifPresent(f -> floor(train, "floor", f));
    train.stricterFloor().ifPresent(f -> floor(train, "stricter floor", f));
    train.packageFloor().ifPresent(f -> packageFloor(train, f));
    train.securityOnly().ifPresent(u -> securityOnly(train, u));
    train.prerequisites().forEach(p -> prerequisite(train, p));
    train.accepted().forEach(u -> accepted(train, u));
  }

  private void packageFloor(Train train, PackageFloor floor) {
    String from = floor.revision().isPresent() ? "from " + floor.revision().getAsInt() : "unknown";
    add(
        "rule",
        train.id() + " package revision",
        from + note(floor.note()),
        asOf(),
        floor.evidence());
  }

  private void securityOnly(Train train, SecurityOnly update) {
    add(
        "update",
        train.id() + " " + update.kb(),
        "security-only, the one that is enough" + note(update.note()),
        update.released().toString(),
        update.evidence());
  }

  private void prerequisite(Train train, Prerequisite p) {
    String order = "order " + p.order() + ", " + p.what().word() + ", for " + p.when().word();
    add(
        "prerequisite",
        train.id() + " " + p.kb().orElse("licence"),
        order + note(p.note()),
        asOf(),
        p.evidence());
  }

  private void accepted(Train train, Release u) {
    String revision =
        u.revision().isPresent() ? "revision " + u.revision().getAsInt() : "revision unknown";
    add(
        "update",
        train.id() + " " + u.kb().orElse("(KB unknown)"),
        "accepted, " + revision + ", " + u.kind().word() + note(u.note()),
        u.released().toString(),
        u.evidence());
  }

  private void floor(Train train, String what, Floor floor) {
    String ubr =
        floor.ubr().isPresent()
            ? train.builds() + "." + floor.ubr().getAsInt()
            : "no UBR on this train";
    add(
        what,
        train.id(),
        ubr + " " + floor.kb().orElse("(KB unknown)") + note(floor.note()),
        floor.released().map(LocalDate::toString).orElse("unknown"),
        floor.evidence());
  }

  private void fact(String what, Fact fact) {
    add(what, fact.order() + " " + fact.topic(), fact.fact(), asOf(), fact.evidence());
  }

  private void add(String what, String name, String value, String date, Evidence evidence) {
    lines.add(
        new FactsCommand.Line(
            what, name, value, date, evidence.certainty().word(), evidence.sources()));
  }

  private static String note(String note) {
    return note.isEmpty() ? "" : "; " + note;
  }
}
