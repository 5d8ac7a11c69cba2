package io.airgapkit.profile;

import io.airgapkit.profile.catalogue.CatalogueEntry;
import io.airgapkit.profile.catalogue.CertificateCatalogue;
import io.airgapkit.profile.catalogue.Inclusion;
import io.airgapkit.profile.catalogue.TargetStore;
import io.airgapkit.profile.evidence.Evidence;
import io.airgapkit.profile.evidence.EvidenceReader;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.DocumentFaults;
import io.airgapkit.profile.json.DocumentRefusedException;
import io.airgapkit.profile.json.JsonDocument;
import io.airgapkit.profile.json.JsonFields;
import io.airgapkit.profile.json.JsonNode;
import io.airgapkit.profile.json.TextRule;
import io.airgapkit.profile.windows.WindowsReleases;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Reads profiles. Every fault of a file is reported at once, with line, column and key; nothing is
 * corrected, guessed or ignored.
 */
public final class ProfileReader {
  /** Greatest permitted size of a profile in bytes. */
  public static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final List<String> BUILT_IN = List.of("acs");
  private static final int MAX_ITEMS = 1000;

  private static final TextRule ID =
      TextRule.of("[a-z0-9][a-z0-9-]{0,31}", "1 to 32 of a-z, 0-9 and -, not beginning with -");
  private static final TextRule CERTIFICATE_ID =
      TextRule.of("[a-z0-9][a-z0-9-]{0,79}", "the id of a certificate of the catalogue");

  private final CertificateCatalogue catalogue;
  private final WindowsReleases releases;
  private EvidenceReader evidence;

  private ProfileReader(CertificateCatalogue catalogue, WindowsReleases releases) {
    this.catalogue = catalogue;
    this.releases = releases;
  }

  /** Ids of the profiles inside this program, ascending. */
  public static List<String> builtInIds() {
    return BUILT_IN;
  }

  /**
   * A profile inside this program.
   *
   * @return empty if there is none of that id; {@link #builtInIds} says which there are
   */
  public static Optional<KitProfile> builtIn(String id) {
    if (!BUILT_IN.contains(id)) {
      return Optional.empty();
    }
    String name = id + ".json";
    try (InputStream in = ProfileReader.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this program was built without the profile " + id);
      }
      return Optional.of(read(name, in.readNBytes(MAX_BYTES + 1)));
    } catch (IOException | DocumentRefusedException e) {
      throw new IllegalStateException("this program was built with a faulty profile " + id, e);
    }
  }

  /**
   * Reads a profile that refers to the shipped catalogue and to the shipped releases of Windows.
   *
   * @param fileName for messages
   * @param json the bytes of the file
   * @throws DocumentRefusedException with every fault found
   */
  public static KitProfile read(String fileName, byte[] json) throws DocumentRefusedException {
    DocumentFaults faults = new DocumentFaults(fileName);
    return read(faults, json, CertificateCatalogue.shipped(), WindowsReleases.shipped());
  }

  static KitProfile read(
      DocumentFaults faults, byte[] json, CertificateCatalogue catalogue, WindowsReleases releases)
      throws DocumentRefusedException {
    Optional<JsonNode> root = JsonDocument.parse(json, MAX_BYTES, faults);
    KitProfile profile = null;
    if (root.isPresent()) {
      JsonFields fields = JsonFields.of(root.get(), "", faults);
      profile = new ProfileReader(catalogue, releases).profile(fields);
    }
    if (!faults.isEmpty()) {
      throw new DocumentRefusedException(faults.inOrder());
    }
    return profile;
  }

  private KitProfile profile(JsonFields fields) {
    fields.text("format", TextRule.of(KitProfile.FORMAT, KitProfile.FORMAT));
    String id = fields.text("id", ID);
    int revision = fields.integer("revision", 1, Integer.MAX_VALUE);
    String title = fields.text("title", TextRule.ASCII_TITLE);
    String summary = fields.text("summary", TextRule.LINE);
    var factsAsOf = fields.date("facts_as_of");
    ProfileSources sources = new ProfileSources(fields.object("sources"), releases);
    evidence = new EvidenceReader(sources::name);
    List<ProfileCertificate> certificates = certificates(fields);
    List<PolicyValue> policies = new PolicyValueReader(evidence).values(fields);
    List<Train> trains = new TrainReader(evidence, sources, releases).trains(fields);
    List<Fact> detection = facts(fields, "detection");
    List<Fact> installation = facts(fields, "installation");
    List<FaultCode> codes = fields.objects("codes", MAX_ITEMS, this::code);
    fields.requireUnique("codes", "code", codes.stream().map(FaultCode::code).toList());
    fields.close();
    return new KitProfile(
        id,
        revision,
        title,
        summary,
        factsAsOf,
        sources.all(),
        certificates,
        policies,
        trains,
        detection,
        installation,
        codes);
  }

  private List<ProfileCertificate> certificates(JsonFields fields) {
    List<ProfileCertificate> all = fields.objects("certificates", MAX_ITEMS, this::certificate);
    fields.requireUnique("certificates", "id", all.stream().map(ProfileCertificate::id).toList());
    return all;
  }

  private ProfileCertificate certificate(JsonFields fields) {
    String id = fields.text("id", CERTIFICATE_ID);
    TargetStore store = fields.word("store", TargetStore.class);
    Inclusion include = fields.word("include", Inclusion.class);
    String why = fields.text("why", TextRule.LINE);
    fields.close();
    Optional<CatalogueEntry> entry = catalogue.entry(id);
    if (entry.isEmpty()) {
      if (!id.isEmpty()) {
        fields.fault(Kind.UNKNOWN_REFERENCE, "id", "no certificate of the catalogue has this id");
      }
      return new ProfileCertificate(id, store, include, why);
    }
    if (fields.has("store") && store != entry.get().store()) {
      String text = "the catalogue says " + entry.get().store().word();
      fields.fault(Kind.BAD_VALUE, "store", text);
    }
    boolean neverInstalled = entry.get().include() == Inclusion.REPORT_ONLY;
    if (fields.has("include") && neverInstalled && include != Inclusion.REPORT_ONLY) {
      String text = "this certificate is only reported, never installed";
      fields.fault(Kind.BAD_VALUE, "include", text);
    }
    return new ProfileCertificate(id, store, include, why);
  }

  private List<Fact> facts(JsonFields fields, String name) {
    List<Fact> facts = fields.objects(name, MAX_ITEMS, this::fact);
    for (int i = 1; i < facts.size(); i++) {
      if (facts.get(i).order() <= facts.get(i - 1).order()) {
        fields.faultAt(Kind.BAD_ORDER, name, i, "order must rise from one to the next");
      }
    }
    return facts;
  }

  private Fact fact(JsonFields fields) {
    int order = fields.integer("order", 1, MAX_ITEMS);
    String topic = fields.text("topic", TextRule.LINE);
    String text = fields.text("fact", TextRule.LINE);
    Evidence basis = evidence.read(fields);
    fields.close();
    return new Fact(order, topic, text, basis);
  }

  private FaultCode code(JsonFields fields) {
    String code = fields.text("code", TextRule.LINE);
    String name = fields.text("name", TextRule.LINE);
    String meaning = fields.text("meaning", TextRule.LINE);
    String remedy = fields.text("remedy", TextRule.LINE);
    Evidence basis = evidence.read(fields);
    fields.close();
    return new FaultCode(code, name, meaning, remedy, basis);
  }
}
