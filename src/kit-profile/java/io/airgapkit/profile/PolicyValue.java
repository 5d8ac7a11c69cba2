package io.airgapkit.profile;

import io.airgapkit.profile.catalogue.Inclusion;
import io.airgapkit.profile.evidence.Evidence;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A registry value that policy can set beside the certificates. A {@link PolicyValueType#DWORD} has
 * a number; a {@link PolicyValueType#STRING} without text takes it from the operator.
 *
 * @param id {@code [a-z0-9][a-z0-9-]{0,31}}
 * @param key below HKEY_LOCAL_MACHINE, printable ASCII, components joined by a backslash
 * @param name of the value, printable ASCII, never one that policy takes for a command ({@code **})
 * @param number of a dword, 0 to 2147483647
 * @param text of a string, printable ASCII, empty if the operator gives it
 * @param include on demand; default only where {@link #mayBeDefault} says so
 * @param what it does, in words
 * @param why one would want it in this profile
 */
public record PolicyValue(
    String id,
    String key,
    String name,
    PolicyValueType type,
    OptionalInt number,
    String text,
    Inclusion include,
    String what,
    String why,
    Evidence evidence) {
  private static final String PREFIX = "Software\\Policies\\";

  /**
   * Component by component, each without anything that some tool takes for more than a letter of a
   * name: a blank at an end, {@code ..}, a slash.
   */
  private static final Pattern TRUST =
      Pattern.compile(
          "(?i)Software\\\\(?:Policies\\\\)?Microsoft\\\\SystemCertificates"
              + "(?:\\\\[A-Z0-9_](?:[A-Z0-9_ .-]*[A-Z0-9_-])?)+");

  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

  /**
   * What a profile does without being asked is told from what it could do by this type, so that no
   * way of making a profile leads around the rule.
   *
   * @throws IllegalArgumentException for a default outside the certificates, or a text that a
   *     terminal could take for more than text
   */
  public PolicyValue {
    if (include == Inclusion.DEFAULT && !mayBeDefault(key)) {
      throw new IllegalArgumentException("a policy value that has to be asked for: " + id);
    }
    if (!PRINTABLE.matcher(key + name + text).matches()) {
      throw new IllegalArgumentException("a policy value that is not printable ASCII: " + id);
    }
  }

  /**
   * Whether a profile may set values below that key without being asked: only what concerns the
   * trust in certificates, which is what kits are for. Everything else is named by the operator.
   */
  static boolean mayBeDefault(String key) {
    return TRUST.matcher(key).matches();
  }

  /** Values elsewhere stay on a host when the policy no longer reaches it. */
  public boolean vanishesByItself() {
    return key.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /** Whether the operator has to say the text. */
  public boolean isAsked() {
    return type == PolicyValueType.STRING && text.isEmpty();
  }
}
