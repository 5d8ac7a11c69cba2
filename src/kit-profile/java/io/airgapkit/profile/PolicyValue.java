package io.airgapkit.profile;

import io.airgapkit.profile.catalogue.Inclusion;
import io.airgapkit.profile.evidence.Evidence;
import java.util.OptionalInt;

/**
 * A registry value that policy can set beside the certificates. A {@link PolicyValueType#DWORD} has
 * a number; a {@link PolicyValueType#STRING} without text takes it from the operator.
 *
 * @param id {@code [a-z0-9][a-z0-9-]{0,31}}
 * @param key below HKEY_LOCAL_MACHINE, printable ASCII, components joined by a backslash
 * @param name of the value, printable ASCII, never one that policy takes for a command ({@code **})
 * @param number of a dword, 0 to 2147483647
 * @param text of a string, printable ASCII, empty if the operator gives it
 * @param include default or on demand
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

  /** Values elsewhere stay on a host when the policy no longer reaches it. */
  public boolean vanishesByItself() {
    return key.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /** Whether the operator has to say the text. */
  public boolean isAsked() {
    return type == PolicyValueType.STRING && text.isEmpty();
  }
}
