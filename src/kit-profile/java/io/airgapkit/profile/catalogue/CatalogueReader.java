package io.airgapkit.profile.catalogue;

import io.airgapkit.profile.evidence.Certainty;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.DocumentFaults;
import io.airgapkit.profile.json.DocumentRefusedException;
import io.airgapkit.profile.json.JsonDocument;
import io.airgapkit.profile.json.JsonFields;
import io.airgapkit.profile.json.JsonNode;
import io.airgapkit.profile.json.TextRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** Reads a catalogue by its schema. */
final class CatalogueReader {
  private static final String FORMAT = "airgap-certificates/1";
  private static final int MAX_ENTRIES = 1000;

  private static final TextRule ID =
      TextRule.of("[a-z0-9][a-z0-9-]{0,79}", "1 to 80 of a-z, 0-9 and -, not beginning with -");
  private static final TextRule FILE =
      TextRule.of("(?:[a-z0-9][a-z0-9-]{0,79}\\.pem)?", "the id with .pem behind it, or empty");
  private static final TextRule SERIAL =
      TextRule.of("(?:[0-9a-f]{2}){1,20}", "2 to 40 lower-case hex digits, an even number");
  private static final TextRule SHA1 = TextRule.of("[0-9a-f]{40}", "40 lower-case hex digits");
  private static final TextRule SHA256 = TextRule.of("[0-9a-f]{64}", "64 lower-case hex digits");
  private static final TextRule KEY =
      TextRule.of("RSA-[0-9]{4,5}|EC-P(?:256|384|521)", "RSA-<bits>, EC-P256, EC-P384 or EC-P521");

  private final DocumentFaults faults;
  private final Set<String> seen = new HashSet<>();
  private String lastId = "";

  private CatalogueReader(DocumentFaults faults) {
    this.faults = faults;
  }

  static CertificateCatalogue read(DocumentFaults faults, byte[] json)
      throws DocumentRefusedException {
    Optional<JsonNode> root = JsonDocument.parse(json, CertificateCatalogue.MAX_BYTES, faults);
    CertificateCatalogue catalogue = null;
    if (root.isPresent()) {
      catalogue = new CatalogueReader(faults).catalogue(root.get());
    }
    if (!faults.isEmpty()) {
      throw new DocumentRefusedException(faults.inOrder());
    }
    return catalogue;
  }

  private CertificateCatalogue catalogue(JsonNode root) {
    JsonFields fields = JsonFields.of(root, "", faults);
    fields.text("format", TextRule.of(FORMAT, FORMAT));
    int revision = fields.integer("revision", 1, Integer.MAX_VALUE);
    List<CatalogueEntry> entries =
        new ArrayList<>(fields.objects("certificates", MAX_ENTRIES, this::entry));
    fields.close();
    return new CertificateCatalogue(revision, entries);
  }

  private CatalogueEntry entry(JsonFields fields) {
    JsonFields source = fields.object("source");
    // Arguments are read in the order of the schema.
    CatalogueEntry entry =
        new CatalogueEntry(
            fields.text("id", ID),
            Optional.of(fields.text("file", FILE)).filter(f -> !f.isEmpty()),
            name(fields, "subject"),
            name(fields, "issuer"),
            fields.text("serial", SERIAL),
            fields.instant("not_before"),
            fields.instant("not_after"),
            fields.text("sha1", SHA1),
            fields.text("sha256", SHA256),
            fields.text("key", KEY),
            fields.word("role", CertificateRole.class),
            fields.word("store", TargetStore.class),
            fields.word("include", Inclusion.class),
            fields.text("reason", TextRule.LINE),
            source.text("text", TextRule.LINE),
            source.date("date"),
            fields.text("confirmed_by", TextRule.LINE_OR_EMPTY),
            fields.word("certainty", Certainty.class),
            fields.text("redistribution", TextRule.LINE));
    source.close();
    fields.close();
    check(entry, fields);
    return entry;
  }

  private void check(CatalogueEntry entry, JsonFields fields) {
    if (entry.id().compareTo(lastId) < 0) {
      fields.fault(Kind.BAD_ORDER, "id", "ids must ascend; this one stands behind " + lastId);
    }
    lastId = entry.id();
    once(fields, "id", entry.id());
    once(fields, "sha1", entry.sha1());
    once(fields, "sha256", entry.sha256());
    entry
        .file()
        .filter(file -> !file.equals(entry.id() + ".pem"))
        .ifPresent(file -> fields.fault(Kind.BAD_VALUE, "file", "must be the id with .pem"));
    if (entry.notAfter().isBefore(entry.notBefore())) {
      fields.fault(Kind.BAD_VALUE, "not_after", "lies before not_before");
    }
    if (entry.certainty() == Certainty.CONFIRMED && entry.confirmedBy().isEmpty()) {
      fields.fault(Kind.BAD_VALUE, "certainty", "nothing confirms it: confirmed_by is empty");
    }
    boolean root = entry.store() == TargetStore.ROOT;
    if (root && !entry.selfIssued()) {
      fields.fault(Kind.BAD_VALUE, "store", "only a self-issued certificate belongs in Root");
    }
  }

  private void once(JsonFields fields, String name, String value) {
    if (!value.isEmpty() && !seen.add(name + " " + value)) {
      fields.fault(Kind.DUPLICATE_VALUE, name, "stands at an earlier certificate already");
    }
  }

  /** A distinguished name in the one spelling that is compared with the certificate's. */
  private String name(JsonFields fields, String member) {
    String text = fields.text(member, TextRule.LINE);
    try {
      if (!text.isEmpty() && !new X500Principal(text).getName(X500Principal.RFC2253).equals(text)) {
        fields.fault(Kind.BAD_VALUE, member, "is not in its RFC 2253 spelling");
      }
    } catch (IllegalArgumentException e) {
      fields.fault(Kind.BAD_VALUE, member, "is not a distinguished name");
    }
    return text;
  }
}
