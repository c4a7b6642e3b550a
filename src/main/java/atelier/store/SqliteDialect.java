package atelier.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// SQLite: one writer at a time, no clock of its own, texts without limits, moments as texts in
/// UTC.
final class SqliteDialect extends Dialect {
  static final SqliteDialect INSTANCE = new SqliteDialect();

  /// `2026-08-07 13:49:46`.
  static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private SqliteDialect() {}

  @Override
  Instant now(Handle handle, Instant own) {
    return own;
  }

  @Override
  Optional<Duration> uptime(Handle handle) {
    return Optional.empty();
  }

  @Override
  String datetime(Instant moment) {
    return FORM.format(moment.atOffset(ZoneOffset.UTC));
  }

  @Override
  String epochSeconds(String column) {
    return "CAST(strftime('%s', " + column + ") AS INTEGER)";
  }

  @Override
  String forUpdate() {
    return "";
  }

  @Override
  String forUpdateOfFree() {
    return "";
  }

  @Override
  String equalInAnyCase(String column) {
    return column + " = :wanted COLLATE NOCASE";
  }

  @Override
  String fit(String text) {
    return text;
  }

  @Override
  boolean hasForeignWriters() {
    return false;
  }
}
