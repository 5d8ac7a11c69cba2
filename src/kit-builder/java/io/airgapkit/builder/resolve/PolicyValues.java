package io.airgapkit.builder.resolve;

import io.airgapkit.builder.refusal.BuildRefusedException;
import io.airgapkit.profile.KitProfile;
import io.airgapkit.profile.PolicyValue;
import io.airgapkit.profile.PolicyValueType;
import io.airgapkit.profile.catalogue.Inclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The policy values of a profile that are wanted. */
final class PolicyValues {
  private static final int MOST_TEXT = 1000;

  private PolicyValues() {}

  /**
   * @param asked id to the operator's text, empty if none was given
   * @throws BuildRefusedException for an id the profile does not know, a text that is missing, not
   *     wanted or not printable ASCII
   */
  static List<ResolvedPolicyValue> of(KitProfile profile, Map<String, String> asked)
      throws BuildRefusedException {
    requireKnown(profile, asked);
    List<ResolvedPolicyValue> out = new ArrayList<>();
    for (PolicyValue value : profile.policies()) {
      if (asked.containsKey(value.id())) {
        out.add(new ResolvedPolicyValue(value, text(value, asked.get(value.id()))));
      } else if (value.include() == Inclusion.DEFAULT) {
        out.add(new ResolvedPolicyValue(value, value.text()));
      }
    }
    return out;
  }

  private static void requireKnown(KitProfile profile, Map<String, String> asked)
      throws BuildRefusedException {
    List<String> known = profile.policies().stream().map(PolicyValue::id).toList();
    // In order: a copied map has another one in every run.
    for (String id : new TreeSet<>(asked.keySet())) {
      if (!known.contains(id)) {
        throw new BuildRefusedException(
            "the profile " + profile.id() + " has no policy value \"" + id + "\"",
            known.isEmpty() ? "it has none at all" : "there are: " + String.join(", ", known));
      }
    }
  }

  private static String text(PolicyValue value, String given) throws BuildRefusedException {
    if (value.isAsked() && given.isEmpty()) {
      throw new BuildRefusedException(
          "the policy value " + value.id() + " needs a text: " + value.what(),
          "give it as --policy " + value.id() + "=TEXT");
    }
    if (value.type() == PolicyValueType.DWORD && !given.isEmpty()) {
      throw new BuildRefusedException(
          "the policy value " + value.id() + " is a number that the profile sets",
          "give --policy " + value.id() + " alone");
    }
    if (given.length() > MOST_TEXT || given.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
      throw new BuildRefusedException(
          "the text for the policy value " + value.id() + " is not printable ASCII",
          "give 1 to 1000 characters from space to tilde");
    }
    return given.isEmpty() ? value.text() : given;
  }
}
