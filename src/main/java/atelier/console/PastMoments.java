package atelier.console;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Moments in the past, as people type them.
final class PastMoments {
  private static final Pattern AGE =
      Pattern.compile("(\\d{1,4})\\s*(h|d|w|hours?|days?|weeks?|months?|years?)");

  private PastMoments() {}

  /// - Shape: a date (its begin, in the clock's zone), a moment like `2026-11-24T08:00:00Z`, or an
  ///   age: `3h`, `2d`, `1w`, `5 days`, `2 weeks`, `1 month`, `1 year`.
  /// - Errors: [IllegalArgumentException] that says what is allowed.
  static Instant before(String text, Clock now) {
    String typed = text.strip().toLowerCase(Locale.ROOT);
    Matcher age = AGE.matcher(typed);
    if (age.matches()) {
      return ago(Integer.parseInt(age.group(1)), age.group(2), ZonedDateTime.now(now)).toInstant();
    }
    try {
      return typed.contains("t")
          ? Instant.parse(text.strip())
          : LocalDate.parse(typed).atStartOfDay(now.getZone()).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no time; allowed: 2026-11-24, 2026-11-24T08:00:00Z, or an age like 3h, 2d,"
              + " 1w, \"2 months\"",
          e);
    }
  }

  private static ZonedDateTime ago(int many, String unit, ZonedDateTime now) {
    return switch (unit.charAt(0)) {
      case 'h' -> now.minusHours(many);
      case 'd' -> now.minusDays(many);
      case 'w' -> now.minusWeeks(many);
      case 'm' -> now.minus(Period.ofMonths(many));
      default -> now.minus(Period.ofYears(many));
    };
  }
}
