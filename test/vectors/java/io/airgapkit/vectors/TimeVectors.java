package io.airgapkit.vectors;

import static io.airgapkit.format.finding.FindingCode.TIME_NOT_VALID;

/** Stage 3: times that fit the grammar, but are no moment. */
final class TimeVectors {
  private TimeVectors() {}

  static void addTo(VectorList list) {
    times(list);
    years(list);
    list.draft("good-certificate-dates-1950-to-9999", "the widest dates of a certificate")
        .forge(
            f ->
                f.text(
                    t ->
                        KitForge.replace(
                            KitForge.replace(
                                t,
                                "\"not_before\":\"2020-01-01T00:00:00Z",
                                "\"not_before\":\"1950-01-01T00:00:00Z"),
                            "\"not_after\":\"2049",
                            "\"not_after\":\"9999")))
        .expect();
  }

  private static void times(VectorList list) {
    time(list, "time-february-30", "2026-02-30T00:00:00Z");
    time(list, "time-february-29-no-leap-year", "2026-02-29T00:00:00Z");
    time(list, "time-second-60", "2026-10-31T23:59:60Z");
    time(list, "time-minute-60", "2026-10-31T23:60:00Z");
    time(list, "time-hour-24", "2026-10-31T24:00:00Z");
    time(list, "time-month-13", "2026-13-01T00:00:00Z");
    time(list, "time-month-0", "2026-00-01T00:00:00Z");
    time(list, "time-day-0", "2026-10-00T00:00:00Z");
    time(list, "time-year-1999", "1999-12-31T23:59:59Z");
    time(list, "time-year-2100", "2100-01-01T00:00:00Z");
  }

  private static void years(VectorList list) {
    String expires = "\"expires\":\"2027-11-01T00:00:00Z\"";
    RuleVectors.text(
        list,
        "time-expires-2100",
        "a year above 2099",
        expires,
        "\"expires\":\"2100-01-01T00:00:00Z\"",
        TIME_NOT_VALID);
    RuleVectors.text(
        list,
        "time-certificate-1949",
        "a certificate's year below 1950",
        "\"not_before\":\"2020",
        "\"not_before\":\"1949",
        TIME_NOT_VALID);
    RuleVectors.text(
        list,
        "time-certificate-june-31",
        "a certificate's day that does not exist",
        "\"not_after\":\"2049-12-31",
        "\"not_after\":\"2049-06-31",
        TIME_NOT_VALID);
  }

  private static void time(VectorList list, String name, String value) {
    RuleVectors.text(
        list,
        name,
        "as created",
        "\"created\":\"2026-11-01T00:00:00Z\"",
        "\"created\":\"" + value + "\"",
        TIME_NOT_VALID);
  }
}
