package atelier.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Values as people read them.
final class Show {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final int KILO = 1000;

  private Show() {}

  /// `1.2 MB`
  static String size(long bytes) {
    if (bytes < KILO) {
      return bytes + " B";
    }
    double value = bytes;
    for (String unit : new String[] {"kB", "MB", "GB", "TB"}) {
      value /= KILO;
      if (value < KILO) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, unit);
      }
    }
    return String.format(Locale.ROOT, "%.0f PB", value / KILO);
  }

  /// `0.4 s`, `12 s`, `3 min 05 s`
  static String duration(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    if (seconds < 60) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    return String.format(
        Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
  }

  /// `1 message`, `12 messages`
  static String messages(long count) {
    return count == 1 ? "1 message" : count + " messages";
  }

  /// In the time zone of whoever reads it.
  static String moment(Instant moment) {
    return MOMENT.format(moment.atZone(ZoneId.systemDefault()));
  }

  static String pixels(int width, int height) {
    return width == 0 || height == 0 ? "-" : width + " x " + height;
  }

  /// Without control characters: a file name or a message must not drive the terminal.
  static String oneLine(String text) {
    return text.codePoints()
        .map(point -> Character.isISOControl(point) ? ' ' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// Columns on a terminal, as far as one character is one column.
  static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
