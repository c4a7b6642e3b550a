package atelier.store;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Moments as the legacy tables hold them.
///
/// - Shape: `2026-08-07 13:49:46`; the zero date stands for the beginning of time.
/// - Units: UTC, whole seconds.
final class SqlTime {
  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final int LENGTH = "2026-08-07 13:49:46".length();

  private SqlTime() {}

  static String text(Instant moment) {
    return FORM.format(moment.atOffset(ZoneOffset.UTC));
  }

  static Instant instant(@Nullable String column) {
    if (column == null || column.startsWith("0000") || column.length() < LENGTH) {
      return Instant.EPOCH;
    }
    return LocalDateTime.parse(column.substring(0, LENGTH), FORM).toInstant(ZoneOffset.UTC);
  }
}
