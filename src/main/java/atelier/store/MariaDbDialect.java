package atelier.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// MariaDB: many writers, PHP's among them; its clock is the one that all processes share.
///
/// - Units: a `DATETIME` is local time of the server, as its `NOW()` is: PHP compares the two.
/// - Thread-safe.
final class MariaDbDialect extends Dialect {
  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final int BEYOND_UTF8MB3 = 0x1_0000;
  private static final int REPLACEMENT = 0xFFFD;

  private final boolean narrow;
  private volatile ZoneOffset offset = ZoneOffset.UTC;

  /// - Shape: `narrow` = there are legacy columns whose characters have three bytes at most.
  MariaDbDialect(boolean narrow) {
    this.narrow = narrow;
  }

  /// Asks the server how far its local time is from UTC.
  void measureOffset(Handle handle) {
    offset =
        ZoneOffset.ofTotalSeconds(
            handle
                .createQuery("SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW())")
                .mapTo(Integer.class)
                .one());
  }

  @Override
  Instant now(Handle handle, Instant own) {
    return Instant.ofEpochMilli(
        handle
            .createQuery("SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)")
            .mapTo(Long.class)
            .one());
  }

  @Override
  Optional<Duration> uptime(Handle handle) {
    return handle
        .createQuery("SHOW GLOBAL STATUS LIKE 'Uptime'")
        .map((row, _) -> Duration.ofSeconds(row.getLong(2)))
        .findOne();
  }

  @Override
  String datetime(Instant moment) {
    return FORM.format(moment.atOffset(offset));
  }

  @Override
  String epochSeconds(String column) {
    return "UNIX_TIMESTAMP(" + column + ")";
  }

  @Override
  String forUpdate() {
    return " FOR UPDATE";
  }

  @Override
  String forUpdateOfFree() {
    return " FOR UPDATE SKIP LOCKED";
  }

  @Override
  String equalInAnyCase(String column) {
    return column + " = :wanted"; // by the collation of Phraseanet's columns
  }

  @Override
  String fit(String text) {
    if (!narrow || text.codePoints().allMatch(c -> c < BEYOND_UTF8MB3)) {
      return text;
    }
    return text.codePoints()
        .map(c -> c < BEYOND_UTF8MB3 ? c : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  boolean hasForeignWriters() {
    return true;
  }
}
