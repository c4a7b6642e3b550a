package atelier.console;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Values as people read them.
final class Show {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Show() {}

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
