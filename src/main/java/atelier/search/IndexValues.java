package atelier.search;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The forms in which values stand in an index document.
///
/// - Source: `docs/phraseanet.md`, index document, value rules.
final class IndexValues {
  /// The longest value an index takes whole, a limit of Lucene's.
  static final int MAX_TEXT_BYTES = 32_766;

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern LEADING_NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final int MAX_DATE_GROUPS = 6;
  private static final int NO_DATE_PART = 99;

  private IndexValues() {}

  /// A text as the index takes it: line ends `\n`, no NUL, at most [#MAX_TEXT_BYTES] of UTF-8.
  ///
  /// - Shape: cut between two characters, so that what is left can be read.
  static String text(String value) {
    String clean = value.replace("\0", "").replace("\r\n", "\n").replace('\r', '\n');
    byte[] bytes = clean.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_TEXT_BYTES) {
      return clean;
    }
    int end = MAX_TEXT_BYTES;
    while (isInsideCharacter(bytes[end])) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private static boolean isInsideCharacter(byte value) {
    return (value & 0xC0) == 0x80;
  }

  /// The number a text begins with: `12.5 mm` is 12.5.
  static Optional<Double> number(String value) {
    var match = LEADING_NUMBER.matcher(value.strip());
    return match.lookingAt() ? Optional.of(Double.parseDouble(match.group())) : Optional.empty();
  }

  /// A date or moment read from its groups of digits, whatever stands between them.
  ///
  /// - Shape: `yyyy`, `yyyy-MM`, `yyyy-MM-dd` or `yyyy-MM-dd HH:mm:ss`; missing minutes and seconds
  ///   are zero; empty when the groups are no date. Groups behind the sixth (fractions, offsets)
  ///   are passed over.
  static Optional<String> date(String value) {
    List<String> groups = digitGroups(value);
    if (groups.isEmpty() || groups.getFirst().length() != "yyyy".length()) {
      return Optional.empty();
    }
    try {
      var moment =
          LocalDateTime.of(
              Integer.parseInt(groups.getFirst()),
              group(groups, 1, 1),
              group(groups, 2, 1),
              group(groups, 3, 0),
              group(groups, 4, 0),
              group(groups, 5, 0));
      String whole = DATE_TIME.format(moment);
      return Optional.of(
          switch (groups.size()) {
            case 1 -> whole.substring(0, "yyyy".length());
            case 2 -> whole.substring(0, "yyyy-MM".length());
            case 3 -> whole.substring(0, "yyyy-MM-dd".length());
            default -> whole;
          });
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// A moment as the database writes it.
  static String moment(LocalDateTime moment) {
    return DATE_TIME.format(moment);
  }

  private static List<String> digitGroups(String value) {
    return DIGITS.matcher(value).results().limit(MAX_DATE_GROUPS).map(MatchResult::group).toList();
  }

  /// A part with more than two digits becomes one that the calendar refuses.
  private static int group(List<String> groups, int place, int absent) {
    if (place >= groups.size()) {
      return absent;
    }
    String digits = groups.get(place);
    return digits.length() > 2 ? NO_DATE_PART : Integer.parseInt(digits);
  }
}
