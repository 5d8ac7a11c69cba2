package io.airgapkit.format;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Times of the format: {@code YYYY-MM-DDThh:mm:ssZ}, days that exist, no leap second
 * (specification, section 5).
 */
public final class KitTime {
  private KitTime() {}

  /**
   * Seconds since 1970 of a text that already fits the grammar, or empty if no such moment exists
   * in these years.
   */
  public static OptionalLong parse(String text, int firstYear, int lastYear) {
    int year = number(text, 0, 4);
    if (year < firstYear || year > lastYear) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          LocalDateTime.of(
                  year,
                  number(text, 5, 7),
                  number(text, 8, 10),
                  number(text, 11, 13),
                  number(text, 14, 16),
                  number(text, 17, 19))
              .toEpochSecond(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  /** {@code 2026-11-25T12:00:00Z}. */
  public static String text(long seconds) {
    LocalDateTime t = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    return digits(t.getYear(), 4)
        + "-"
        + digits(t.getMonthValue(), 2)
        + "-"
        + digits(t.getDayOfMonth(), 2)
        + "T"
        + digits(t.getHour(), 2)
        + ":"
        + digits(t.getMinute(), 2)
        + ":"
        + digits(t.getSecond(), 2)
        + "Z";
  }

  /** {@code 20261125T120000Z}, the form used in a kit's id. */
  public static String compact(long seconds) {
    return text(seconds).replace("-", "").replace(":", "");
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text.substring(from, to));
  }

  private static String digits(int value, int width) {
    String text = Integer.toString(value).toLowerCase(Locale.ROOT);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }
}
