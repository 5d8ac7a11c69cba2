package io.airgapkit.profile.windows;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * When an update came out: a day, or only a month where the sources name no day. A month without
 * day sorts behind all its days.
 *
 * @param month the month
 * @param day the day in it; empty if not known
 */
public record ReleaseDay(YearMonth month, Optional<LocalDate> day)
    implements Comparable<ReleaseDay> {

  /** A known day. */
  public static ReleaseDay of(LocalDate day) {
    return new ReleaseDay(YearMonth.from(day), Optional.of(day));
  }

  /** Reads {@code YYYY-MM-DD} or {@code YYYY-MM}; empty if that is no day or month that exists. */
  public static Optional<ReleaseDay> parse(String text) {
    try {
      return Optional.of(
          text.length() == 7
              ? new ReleaseDay(YearMonth.parse(text), Optional.empty())
              : of(LocalDate.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(ReleaseDay other) {
    int byMonth = month.compareTo(other.month);
    if (byMonth != 0) {
      return byMonth;
    }
    return day.orElse(LocalDate.MAX).compareTo(other.day.orElse(LocalDate.MAX));
  }

  /** As in the file: {@code YYYY-MM-DD} or {@code YYYY-MM}. */
  @Override
  public String toString() {
    return day.map(LocalDate::toString).orElseGet(month::toString);
  }
}
