package io.airgapkit.profile;

import io.airgapkit.profile.catalogue.Inclusion;
import io.airgapkit.profile.evidence.Evidence;
import io.airgapkit.profile.evidence.EvidenceReader;
import io.airgapkit.profile.json.DocumentFault.Kind;
import io.airgapkit.profile.json.JsonFields;
import io.airgapkit.profile.json.TextRule;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code policies} of a profile. */
final class PolicyValueReader {
  private static final int MAX_ITEMS = 100;

  private static final TextRule ID =
      TextRule.of("[a-z0-9][a-z0-9-]{0,31}", "1 to 32 of a-z, 0-9 and -, not beginning with -");

  /**
   * Where a profile may write: policy, and the one place outside it that Microsoft documents for
   * isolated hosts. Never a place where certificates lie: those come with pins only.
   */
  private static final TextRule KEY =
      TextRule.of(
          "(?i:(?!.*\\\\Certificates(?:\\\\|$))Software\\\\Policies(?:\\\\[ -\\[\\]-~]{1,100}){1,12}"
              + "|Software\\\\Microsoft\\\\SystemCertificates\\\\AuthRoot\\\\AutoUpdate)",
          "a key below Software\\Policies that holds no certificates, or"
              + " Software\\Microsoft\\SystemCertificates\\AuthRoot\\AutoUpdate");

  /**
   * A name that begins with two asterisks is a command to the client, MS-GPREG 3.2.5.1.2. In LGPO
   * text a semicolon begins a comment, and {@code (Default)} is the value without a name.
   */
  private static final TextRule NAME =
      TextRule.of(
          "(?!\\*\\*|;|(?i:\\(Default\\)$))[ -~]{1,255}",
          "1 to 255 printable ASCII, not beginning with ** or ;, not (Default)");

  static final TextRule TEXT = TextRule.of("[ -~]{1,1000}", "1 to 1000 printable ASCII characters");

  private final EvidenceReader evidence;

  PolicyValueReader(EvidenceReader evidence) {
    this.evidence = evidence;
  }

  List<PolicyValue> values(JsonFields fields) {
    List<PolicyValue> all = fields.objects("policies", MAX_ITEMS, this::value);
    fields.requireUnique("policies", "id", all.stream().map(PolicyValue::id).toList());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      String place = all.get(i).key() + "\\\\" + all.get(i).name();
      if (!all.get(i).name().isEmpty() && !seen.add(place.toLowerCase(Locale.ROOT))) {
        fields.faultAt(
            Kind.DUPLICATE_VALUE, "policies", i, "an earlier element sets the same value");
      }
    }
    return all;
  }

  private PolicyValue value(JsonFields fields) {
    String id = fields.text("id", ID);
    String key = allowed(KEY, fields.text("key", KEY));
    String name = allowed(NAME, fields.text("name", NAME));
    PolicyValueType type = fields.word("type", PolicyValueType.class);
    boolean dword = type == PolicyValueType.DWORD;
    OptionalInt number =
        dword
            ? OptionalInt.of(fields.integer("number", 0, Integer.MAX_VALUE))
            : OptionalInt.empty();
    String text = dword ? "" : allowed(TEXT, fields.optionalText("text", TEXT));
    Inclusion include = include(fields, key, !dword && text.isEmpty());
    String what = fields.text("what", TextRule.ASCII_TITLE);
    String why = fields.text("why", TextRule.LINE);
    Evidence basis = evidence.read(fields);
    fields.close();
    return new PolicyValue(id, key, name, type, number, text, include, what, why, basis);
  }

  /** What a rule refuses was reported, and goes no further. */
  private static String allowed(TextRule rule, String text) {
    return rule.allows(text) ? text : "";
  }

  private static Inclusion include(JsonFields fields, String key, boolean asked) {
    Optional<Inclusion> include = fields.knownWord("include", Inclusion.class);
    if (include.isPresent() && include.get() == Inclusion.REPORT_ONLY) {
      fields.fault(Kind.BAD_VALUE, "include", "a policy value is default or on-demand");
    }
    if (include.isPresent() && include.get() == Inclusion.DEFAULT) {
      if (asked) {
        fields.fault(Kind.BAD_VALUE, "include", "a text that the operator gives is on-demand");
      }
      if (PolicyValue.mayBeDefault(key)) {
        return Inclusion.DEFAULT;
      }
      if (!key.isEmpty()) {
        fields.fault(
            Kind.BAD_VALUE,
            "include",
            "only a value below SystemCertificates is default; others the operator asks for");
      }
    }
    return Inclusion.ON_DEMAND;
  }
}
