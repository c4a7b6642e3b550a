package atelier.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.JdbiConfig;

/// All in which the SQL of the two kinds of databases differs.
///
/// - Thread-safe.
abstract sealed class Dialect permits SqliteDialect, MariaDbDialect {

  /// The dialect of the database behind a handle.
  static Dialect of(Handle handle) {
    return handle
        .getConfig(Choice.class)
        .dialect
        .orElseThrow(() -> new IllegalStateException("a handle of unknown dialect"));
  }

  final void speakThrough(Jdbi jdbi) {
    jdbi.getConfig(Choice.class).dialect = Optional.of(this);
  }

  /// The moment by the clock that all processes share: the server's; `own` where there is none.
  abstract Instant now(Handle handle, Instant own);

  /// How long the database has been there for all to speak to; empty when it always is.
  abstract Optional<Duration> uptime(Handle handle);

  /// A moment as a `DATETIME` column takes it.
  abstract String datetime(Instant moment);

  /// The seconds since the epoch of a `DATETIME` column; 0 or `NULL` for the zero date.
  abstract String epochSeconds(String column);

  /// Ends a query of rows that this transaction is going to change, and waits for who does already.
  abstract String forUpdate();

  /// As [#forUpdate()], but passes over rows that somebody is changing.
  abstract String forUpdateOfFree();

  /// A condition: a text column is `:wanted`, in upper or lower case.
  abstract String equalInAnyCase(String column);

  /// What the text columns of legacy tables can hold of this text.
  abstract String fit(String text);

  /// True when others than our transactions guard a record by rows in `WorkerRunningJob`, so that a
  /// mutex row is needed.
  abstract boolean hasForeignWriters();

  /// Where a handle keeps its dialect.
  public static final class Choice implements JdbiConfig<Choice> {
    private Optional<Dialect> dialect = Optional.empty();

    /// For Jdbi, which makes it.
    public Choice() {}

    @Override
    public Choice createCopy() {
      var copy = new Choice();
      copy.dialect = dialect;
      return copy;
    }
  }
}
