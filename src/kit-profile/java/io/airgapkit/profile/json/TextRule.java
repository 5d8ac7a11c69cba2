package io.airgapkit.profile.json;

import java.util.regex.Pattern;

/**
 * What a string member may hold.
 *
 * @param pattern the whole string must match
 * @param inWords what would be right, for messages
 */
public record TextRule(Pattern pattern, String inWords) {
  private static final String PLAIN = "[^\\p{Cc}\\p{Cs}\\x{2028}\\x{2029}]";

  /** Anything; for values that are compared with a list of words. */
  static final TextRule ANY = of("(?s).*", "a string");

  /** One line of text, 1 to 4,000 characters, no control character, no lone surrogate. */
  public static final TextRule LINE =
      of(PLAIN + "{1,4000}", "1 to 4,000 characters without control characters");

  /** As {@link #LINE}, or empty. */
  public static final TextRule LINE_OR_EMPTY =
      of(PLAIN + "{0,4000}", "up to 4,000 characters without control characters");

  /** One line of printable ASCII, 1 to 200 characters: what a kit's manifest can carry. */
  public static final TextRule ASCII_TITLE =
      of("[ -~]{1,200}", "1 to 200 printable ASCII characters");

  /** The rule of that regular expression. */
  public static TextRule of(String regex, String inWords) {
    return new TextRule(Pattern.compile(regex), inWords);
  }

  /** Whether the whole text is as the rule says. */
  public boolean allows(String text) {
    return pattern.matcher(text).matches();
  }
}
