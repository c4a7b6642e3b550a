package atelier.console;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Moments and lengths of time as people type them.
///
/// - Errors: [IllegalArgumentException] that says what is allowed.
final class Moments {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})(s|m|min|h|d)");

  private Moments() {}

  /// `90s`, `15m`, `2h`, `1d`, `PT15M`.
  static Duration length(String text) {
    Matcher simple = LENGTH.matcher(text.toLowerCase(Locale.ROOT));
    if (simple.matches()) {
      long count = Long.parseLong(simple.group(1));
      return switch (simple.group(2)) {
        case "s" -> Duration.ofSeconds(count);
        case "h" -> Duration.ofHours(count);
        case "d" -> Duration.ofDays(count);
        default -> Duration.ofMinutes(count);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no length of time; allowed are 90s, 15m, 2h, 1d, PT15M", e);
    }
  }

  /// `18:30`, today or tomorrow; `2026-08-07T18:30`, also with a blank, with seconds, or with an
  /// offset as in `2026-08-07T18:30Z`. Without an offset it is the time zone of `now`.
  static ZonedDateTime moment(String text, ZonedDateTime now) {
    String tidy = text.strip().replaceFirst("(?<=\\d) +(?=\\d)", "T");
    try {
      if (!tidy.contains("T")) {
        ZonedDateTime today = now.with(LocalTime.parse(tidy));
        return today.isAfter(now) ? today : today.plusDays(1);
      }
      return tidy.matches(".*T.*([zZ]|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(tidy).toZonedDateTime()
          : LocalDateTime.parse(tidy).atZone(now.getZone());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no moment; allowed are 18:30, \"2026-08-07 18:30\", 2026-08-07T18:30:00Z",
          e);
    }
  }
}
