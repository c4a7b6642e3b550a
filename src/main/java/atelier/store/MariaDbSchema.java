package atelier.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/// One schema of a MariaDB server with a small pool of connections.
///
/// - The server's `sql_mode` stays as it is: our statements give every column a value that a strict
///   server takes and that none has to cut.
/// - A change sees what others have committed until each of its statements; who changes rows that
///   it has read, reads them with [Dialect#forUpdate()].
/// - Thread-safe.
final class MariaDbSchema implements Connections {
  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration WAITING_FOR_A_CONNECTION = Duration.ofSeconds(5);
  private static final Duration ANSWERING = Duration.ofSeconds(60);
  private static final Duration WAITING_FOR_A_LOCK = Duration.ofSeconds(10);
  private static final Duration KEPT_ALIVE = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(4);
  private static final Duration OFFSET_HOLDS = Duration.ofMinutes(1);

  private static final int TRIES = 8;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private static final ScopedValue<MariaDbSchema> WRITING = ScopedValue.newInstance();

  private final DatabaseServer server;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final MariaDbDialect dialect;
  private final AtomicLong offsetMeasured = new AtomicLong(System.nanoTime());

  private MariaDbSchema(DatabaseServer server, HikariDataSource pool) {
    this.server = server;
    this.pool = pool;
    jdbi = Jdbi.create(pool);
    // No templates: < and > in our SQL mean less and greater.
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    dialect = new MariaDbDialect(jdbi.withHandle(MariaDbSchema::isNarrow));
    jdbi.useHandle(dialect::measureOffset);
    dialect.speakThrough(jdbi);
  }

  /// Connects, at most `connections` times at once.
  ///
  /// - Errors: [SQLException] when the server cannot be reached, lets us not in, or is set up so
  ///   that we cannot work with it.
  static MariaDbSchema connect(DatabaseServer server, int connections) throws SQLException {
    HikariDataSource pool = pool(server, connections);
    try {
      var schema = new MariaDbSchema(server, pool);
      schema.jdbi.useHandle(MariaDbSchema::refuseStatementLog);
      return schema;
    } catch (JdbiException e) {
      pool.close();
      throw new SQLException(e.getMessage(), e);
    } catch (SQLException | RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static HikariDataSource pool(DatabaseServer server, int connections) throws SQLException {
    var settings = new HikariConfig();
    settings.setPoolName(server.schema());
    settings.setJdbcUrl(server.url());
    settings.setUsername(server.user());
    settings.setPassword(server.password());
    settings.setMaximumPoolSize(connections);
    // None is kept for its own sake: the pool would then try for ever to get it while the server is
    // away, with pauses that grow, and be late when it is back.
    settings.setMinimumIdle(0);
    settings.setConnectionTimeout(WAITING_FOR_A_CONNECTION.toMillis());
    settings.setValidationTimeout(CONNECTING.toMillis());
    settings.setKeepaliveTime(KEPT_ALIVE.toMillis());
    settings.setIdleTimeout(IDLE.toMillis());
    settings.setMaxLifetime(LONGEST_LIFE.toMillis());
    settings.addDataSourceProperty("connectTimeout", Long.toString(CONNECTING.toMillis()));
    settings.addDataSourceProperty("socketTimeout", Long.toString(ANSWERING.toMillis()));
    settings.addDataSourceProperty("tcpKeepAlive", "true");
    settings.addDataSourceProperty(
        "sessionVariables", "innodb_lock_wait_timeout=" + WAITING_FOR_A_LOCK.toSeconds());
    try {
      return new HikariDataSource(settings);
    } catch (PoolInitializationException e) {
      throw new SQLException(rootOf(e).getMessage(), e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && !(root instanceof SQLException)) {
      root = root.getCause();
    }
    return root;
  }

  private static boolean isNarrow(Handle handle) {
    return handle
            .createQuery(
                """
                SELECT COUNT(*) FROM information_schema.COLUMNS
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT LIKE 'atelier%'
                  AND CHARACTER_SET_NAME IN ('utf8', 'utf8mb3')
                """)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /// A binary log of statements refuses transactions that see what others commit meanwhile.
  private static void refuseStatementLog(Handle handle) throws SQLException {
    boolean statements =
        handle
            .createQuery("SELECT @@log_bin = 1 AND @@binlog_format = 'STATEMENT'")
            .mapTo(Boolean.class)
            .one();
    if (statements) {
      throw new SQLException(
          "binlog_format of the server is STATEMENT; set it to MIXED (the default) or ROW");
    }
  }

  DatabaseServer server() {
    return server;
  }

  Jdbi forReading() {
    return jdbi;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public <T> T read(Work<T> work) throws IOException {
    return shielded(
        () ->
            jdbi.withHandle(
                handle -> {
                  handle.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
                  return inTransaction(handle, work, Undo.NOTHING);
                }));
  }

  @Override
  public <T> T write(Work<T> work, Undo undo) throws IOException {
    if (WRITING.isBound() && WRITING.get() == this) {
      throw new IllegalStateException("a transaction inside a transaction");
    }
    return shielded(
        () ->
            jdbi.withHandle(
                handle ->
                    ScopedValue.where(WRITING, this)
                        .<T, IOException>call(
                            () -> {
                              handle.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
                              handle.execute("START TRANSACTION");
                              return inTransaction(handle, work, undo);
                            })));
  }

  /// With our own statements, so that each costs one trip to the server and no more.
  private <T> T inTransaction(Handle handle, Work<T> work, Undo undo) throws IOException {
    T result;
    try {
      keepOffset(handle);
      result = work.in(handle);
    } catch (IOException | RuntimeException | Error e) {
      undo.because(e);
      rollBack(handle, e);
      throw e;
    }
    try {
      handle.execute("COMMIT");
      return result;
    } catch (JdbiException e) {
      if (Trouble.of(e) == Trouble.LOST) {
        undo.unsure();
        pool.evictConnection(handle.getConnection());
        throw new UnsureException(e);
      }
      undo.because(e);
      rollBack(handle, e);
      throw e;
    }
  }

  /// Summer time may begin or end.
  private void keepOffset(Handle handle) {
    long before = offsetMeasured.get();
    long now = System.nanoTime();
    if (now - before > OFFSET_HOLDS.toNanos() && offsetMeasured.compareAndSet(before, now)) {
      dialect.measureOffset(handle);
    }
  }

  /// A connection whose transaction may still be open must never serve anybody again.
  private void rollBack(Handle handle, Throwable failure) {
    try {
      handle.execute("ROLLBACK");
    } catch (JdbiException e) {
      pool.evictConnection(handle.getConnection());
      failure.addSuppressed(e);
    }
  }

  private static <T> T shielded(Shield.Call<T> attempt) throws IOException {
    return Shield.around(() -> trying(attempt));
  }

  private static <T> T trying(Shield.Call<T> attempt) throws IOException {
    for (int tried = 1; ; tried++) {
      try {
        return attempt.go();
      } catch (JdbiException e) {
        boolean again =
            switch (Trouble.of(e)) {
              case COLLISION -> tried < TRIES;
              // The pool may hold connections of before the server's restart; but a server that is
              // away is waited for by whoever asked.
              case LOST -> tried < TRIES;
              case AWAY, OTHER -> false;
            };
        if (!again || e instanceof UnsureException) {
          throw e;
        }
        pause(tried, e);
      }
    }
  }

  private static void pause(int tried, JdbiException failure) {
    long most = Math.min(LONGEST_PAUSE.toMillis(), 5L << tried);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(1, most + 1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  /// The server went away during the commit.
  private static final class UnsureException extends JdbiException {
    private static final long serialVersionUID = 1L;

    UnsureException(JdbiException cause) {
      super("the connection was lost while the change was committed", cause);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
