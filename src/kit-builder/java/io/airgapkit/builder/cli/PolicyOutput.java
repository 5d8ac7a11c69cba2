package io.airgapkit.builder.cli;

import io.airgapkit.builder.KitPlan;
import io.airgapkit.builder.policy.PolicyPlan;
import io.airgapkit.builder.policy.PolicyWords;
import io.airgapkit.builder.resolve.ResolvedPolicyValue;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.PolicyValue;
import io.airgapkit.verifier.output.Lines;
import java.util.List;

/** What policy will do, in plain words, and what it could do besides. */
final class PolicyOutput {
  private final PolicyPlan policy;
  private final KitProfile profile;
  private final List<String> set;

  PolicyOutput(KitPlan plan) {
    this.policy = plan.policy();
    this.profile = plan.kit().profile();
    this.set = plan.kit().policies().stream().map(v -> v.value().id()).toList();
  }

  /** A value that is sealed into a kit, on one line; its type lets only printable ASCII in. */
  static String sealed(ResolvedPolicyValue sealed) {
    PolicyValue value = sealed.value();
    String data =
        value.number().isPresent() ? " " + value.number().getAsInt() : " \"" + sealed.text() + "\"";
    return "HKLM\\" + value.key() + "  " + value.name() + "  " + value.type().word() + data;
  }

  void add(Lines lines) {
    lines.add("", "");
    lines.add("policy", "what the Group Policy files set, and gpo/remove takes back:");
    for (PolicyWords.Line line : policy.words().lines()) {
      lines.add(line.label(), line.text());
      lines.wrapped(line.detail());
    }
    for (PolicyValue value : profile.policies()) {
      if (!set.contains(value.id())) {
        lines.add("not set", "--policy " + value.id() + (value.isAsked() ? "=TEXT" : ""));
        lines.wrapped(value.what() + ". " + value.why());
      }
    }
    if (policy.givesSignerTrust()) {
      lines.add("", "");
      lines.add("WARNING", "HOSTS WILL TRUST THE SIGNER OF THIS KIT'S SCRIPTS");
      lines.wrapped(
          "Whoever holds that key can run code on every host this policy reaches. Leave"
              + " --trust-publisher out if you did not mean that.");
    }
  }
}
