package io.airgapkit.builder.cli;

import io.airgapkit.builder.KitPlan;
import io.airgapkit.builder.resolve.KitSpec;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.Prerequisite;
import io.airgapkit.profile.ProfileCertificate;
import io.airgapkit.profile.Train;
import io.airgapkit.profile.catalogue.CatalogueEntry;
import io.airgapkit.profile.catalogue.CertificateSource;
import io.airgapkit.profile.catalogue.Inclusion;
import io.airgapkit.verifier.output.Lines;
import io.airgapkit.verifier.output.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plan}: a build without signing and writing. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = "usage: kit-builder plan PROFILE [OPTIONS]",
    description = "Says what a kit would carry, for which Windows, why, and what is missing.",
    footer = {
      "",
      "examples:",
      "  kit-builder plan acs",
      "  kit-builder plan acs --with digicert-trusted-root-g4 --crls crls",
      "  kit-builder plan my-profile.json --json"
    })
final class PlanCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(
      paramLabel = "PROFILE",
      description = "a profile that is built in (acs), or your own .json file")
  private String profileWord;

  @Mixin private SourceOptions sources = new SourceOptions();

  @Option(names = "--json", description = "the plan for machines")
  private boolean json;

  PlanCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    KitProfile profile = new ProfileArgument(profileWord).read();
    KitSpec spec = sources.spec(profile);
    Instant now = context.clock().instant();
    KitPlan plan = KitPlan.of(spec, sources.trust(now));
    context.out().print(json ? PlanJson.of(plan) : text(plan, spec.certificates(), now));
    return 0;
  }

  private Page text(KitPlan plan, CertificateSource source, Instant now) {
    KitProfile profile = plan.kit().profile();
    Lines lines = new Lines();
    lines.add("profile", profile.id() + " revision " + profile.revision() + ": " + profile.title());
    lines.wrapped(profile.summary());
    for (Inclusion inclusion : Inclusion.values()) {
      lines.add("", "");
      lines.add("certificates", heading(inclusion));
      for (ProfileCertificate certificate : profile.certificates()) {
        if (included(certificate) == inclusion) {
          certificate(lines, certificate, source, now);
        }
      }
    }
    new PolicyOutput(plan).add(lines);
    lines.add("", "");
    lines.add("updates", "a host needs the floor or anything later; the newest is what to fetch");
    for (Train train : profile.trains()) {
      train(lines, train);
    }
    lines.add("", "");
    lines.add(
        "missing",
        plan.kit().updates().size()
            + " update references, 0 files: this kit names updates and carries none");
    return lines;
  }

  private static String heading(Inclusion inclusion) {
    return switch (inclusion) {
      case DEFAULT -> "carried";
      case ON_DEMAND -> "not carried unless asked for, --with ID";
      case REPORT_ONLY -> "only reported on a host, never installed, never removed";
    };
  }

  private Inclusion included(ProfileCertificate certificate) {
    return sources.onDemand().contains(certificate.id())
        ? Inclusion.DEFAULT
        : certificate.include();
  }

  private static void certificate(
      Lines lines, ProfileCertificate certificate, CertificateSource source, Instant now) {
    CatalogueEntry entry = source.catalogue().entry(certificate.id()).orElseThrow();
    String expired = entry.validityAt(now) == CatalogueEntry.Validity.EXPIRED ? " EXPIRED" : "";
    lines.add(entry.store().word(), certificate.id());
    lines.more(
        "until "
            + entry.notAfter().toString().substring(0, 10)
            + expired
            + (source.has(entry) ? "" : ", no file is shipped: --certs DIR"));
    lines.wrapped(certificate.why());
  }

  private static void train(Lines lines, Train train) {
    lines.add(train.id(), String.join(", ", train.products()));
    lines.wrapped(need(train));
    if (train.floor().isEmpty()) {
      return;
    }
    List<String> before = new ArrayList<>();
    for (Prerequisite prerequisite : train.prerequisites()) {
      before.add(
          prerequisite.kb().orElse("a licence")
              + " ("
              + prerequisite.what().word()
              + ", for "
              + prerequisite.when().word()
              + ")");
    }
    if (!before.isEmpty()) {
      lines.wrapped("before it: " + String.join(", ", before));
    }
  }

  /** One sentence on what the update condition is for hosts of a train. */
  static String need(Train train) {
    String newest =
        train.newestOffered().flatMap(u -> u.kb()).map(kb -> ", newest " + kb).orElse("");
    return switch (train.verdict()) {
      case NATIVE -> "needs no update";
      case NONE -> "NO REMEDY EXISTS: no update makes these accept it";
      case UBR ->
          "floor "
              + train.builds().get(0)
              + "."
              + train.floor().orElseThrow().ubr().orElseThrow()
              + " "
              + train.floor().orElseThrow().kb().orElse("(KB not known)")
              + newest;
      case PACKAGE ->
          "floor "
              + train.floor().orElseThrow().kb().orElse("(KB not known)")
              + train.securityOnly().map(s -> " or " + s.kb()).orElse("")
              + newest;
    };
  }
}
