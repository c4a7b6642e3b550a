package atelier.library;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads dates as files and people write them: groups of digits, whatever stands between.
///
/// - Shape: three groups are year, month, day; six or more have hour, minute, second behind them;
///   eight digits alone are `yyyyMMdd`.
/// - Source: `docs/phraseanet.md`, metadata.
public final class Dates {
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final int DATE = 3;
  private static final int DATE_AND_TIME = 6;

  private Dates() {}

  /// The moment a text names; empty when it names none.
  public static Optional<LocalDateTime> read(String text) {
    String spread = COMPACT.matcher(text.strip()).replaceAll("$1-$2-$3");
    int[] groups =
        DIGITS
            .matcher(spread)
            .results()
            .map(MatchResult::group)
            .filter(group -> group.length() <= 4)
            .mapToInt(Integer::parseInt)
            .toArray();
    try {
      if (groups.length == DATE) {
        return Optional.of(LocalDateTime.of(groups[0], groups[1], groups[2], 0, 0, 0));
      }
      if (groups.length >= DATE_AND_TIME) {
        return Optional.of(
            LocalDateTime.of(groups[0], groups[1], groups[2], groups[3], groups[4], groups[5]));
      }
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
