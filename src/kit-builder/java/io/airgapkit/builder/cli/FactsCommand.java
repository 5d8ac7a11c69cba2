package io.airgapkit.builder.cli;

import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.catalogue.CatalogueEntry;
import io.airgapkit.profile.catalogue.CertificateCatalogue;
import io.airgapkit.profile.evidence.FactSource;
import io.airgapkit.verifier.output.JsonText;
import io.airgapkit.verifier.output.Lines;
import io.airgapkit.verifier.output.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code facts}: what this program believes, since when, on whose word, and how surely. */
@Command(
    name = "facts",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisHeading = "",
    customSynopsis = "usage: kit-builder facts [PROFILE] [--json]",
    description = "Lists every certificate, update and rule with its source, date and certainty.",
    footer = {
      "",
      "examples:",
      "  kit-builder facts",
      "  kit-builder facts acs | grep KB5006669",
      "  kit-builder facts --json"
    })
final class FactsCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(
      paramLabel = "PROFILE",
      defaultValue = "acs",
      description =
          "a profile that is built in, or your own .json file (default: ${DEFAULT-VALUE})")
  private String profileWord;

  @Option(names = "--json", description = "the facts for machines")
  private boolean json;

  FactsCommand(CliContext context) {
    this.context = context;
  }

  /**
   * One line of the list.
   *
   * @param what certificate, update, rule or code
   * @param sources keys into the profile's sources, or words
   */
  record Line(
      String what,
      String name,
      String value,
      String date,
      String certainty,
      List<String> sources) {}

  @Override
  public Integer call() throws Exception {
    KitProfile profile = new ProfileArgument(profileWord).read();
    List<Line> lines = new ArrayList<>();
    for (CatalogueEntry entry : CertificateCatalogue.shipped().entries()) {
      lines.add(certificate(entry));
    }
    lines.addAll(new ProfileFacts(profile).lines());
    context.out().print(json ? json(profile, lines) : text(profile, lines));
    return 0;
  }

  private static Line certificate(CatalogueEntry e) {
    String value =
        e.subject()
            + "; serial "
            + e.serial()
            + "; "
            + e.notBefore()
            + " to "
            + e.notAfter()
            + "; SHA-1 "
            + e.sha1()
            + "; SHA-256 "
            + e.sha256()
            + "; "
            + e.key()
            + "; "
            + e.role().word()
            + "; store "
            + e.store().word()
            + "; "
            + e.include().word();
    List<String> sources = new ArrayList<>(List.of(e.source()));
    if (!e.confirmedBy().isEmpty()) {
      sources.add("confirmed by " + e.confirmedBy());
    }
    return new Line(
        "certificate", e.id(), value, e.sourceDate().toString(), e.certainty().word(), sources);
  }

  private static Page text(KitProfile profile, List<Line> lines) {
    Lines table = new Lines();
    for (Line line : lines) {
      table.row(
          line.what(),
          line.name(),
          line.value(),
          line.date(),
          line.certainty(),
          String.join("; ", line.sources()));
    }
    for (FactSource s : profile.sources()) {
      table.row("source", s.key(), s.title(), s.asOf(), "", s.address());
    }
    return table;
  }

  private static Page json(KitProfile profile, List<Line> lines) {
    JsonText json = new JsonText().begin('{').member("format", "airgap-facts/1");
    json.member("profile", profile.id()).member("revision", profile.revision());
    json.name("facts").begin('[');
    for (Line line : lines) {
      json.element()
          .begin('{')
          .member("what", line.what())
          .member("name", line.name())
          .member("value", line.value());
      json.member("date", line.date())
          .member("certainty", line.certainty())
          .name("sources")
          .begin('[');
      line.sources().forEach(s -> json.element().quoted(s));
      json.end(']').end('}');
    }
    json.end(']').name("sources").begin('[');
    profile
        .sources()
        .forEach(
            s ->
                json.element()
                    .begin('{')
                    .member("key", s.key())
                    .member("title", s.title())
                    .member("as_of", s.asOf())
                    .member("address", s.address())
                    .end('}'));
    return json.end(']').end('}');
  }
}
