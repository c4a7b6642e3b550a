package atelier.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// One SQLite database file with its connections: one that writes, a few that read.
///
/// Thread-safe, by these rules:
/// 1. Whoever uses the writing connection holds `writing`. So the writers of this process wait for
///    each other here, where a virtual thread gives its carrier free, and not inside SQLite, where
///    it would hold on to it.
/// 2. Every transaction of the writing connection is [#write(Work, Undo)]'s or that of
///    [GroupedWrites], and begins with `BEGIN IMMEDIATE`: it waits for the writers of other
///    processes at its start, and never fails for their sake in its middle.
/// 3. A reading connection belongs to one thread from [Pool#openConnection()] until
///    [Pool#closeConnection(Connection)].
final class SqliteFile implements Connections {
  private static final int READERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final ReentrantLock writing = new ReentrantLock();
  private final Connection writer;
  private final Pool readers;
  private final Jdbi forWriting;
  private final Jdbi forReading;
  private final GroupedWrites grouped;

  private SqliteFile(String url) throws SQLException {
    writer = connectFirst(url);
    readers = new Pool(url);
    forWriting = jdbi(new Kept(writer));
    forWriting.setStatementBuilderFactory(new KeptStatements());
    forReading = jdbi(readers);
    grouped = new GroupedWrites(writing, forWriting);
  }

  /// Opens the file, or makes it.
  static SqliteFile open(Path file) throws SQLException {
    return new SqliteFile(url(file));
  }

  /// Of several who open a new file at once, one makes it a WAL file; the others are told that it
  /// is locked, however long they would have waited.
  private static Connection connectFirst(String url) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return configuration(TransactionMode.DEFERRED).createConnection(url);
      } catch (SQLiteException e) {
        if (e.getResultCode() != SQLiteErrorCode.SQLITE_BUSY || System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  static String url(Path file) {
    return "jdbc:sqlite:" + file;
  }

  /// Every connection: readers and writers do not wait for each other, a commit survives a power
  /// cut.
  static SQLiteConfig configuration(TransactionMode mode) {
    var configuration = new SQLiteConfig();
    configuration.setJournalMode(JournalMode.WAL);
    configuration.setSynchronous(SynchronousMode.FULL);
    configuration.setBusyTimeout((int) PATIENCE.toMillis());
    configuration.setTransactionMode(mode);
    return configuration;
  }

  Jdbi forReading() {
    return forReading;
  }

  @Override
  public Dialect dialect() {
    return SqliteDialect.INSTANCE;
  }

  @Override
  public <T> T read(Work<T> work) throws IOException {
    return forReading.inTransaction(work::in);
  }

  @Override
  public <T> T write(Work<T> work, Undo undo) throws IOException {
    if (writing.isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction inside a transaction");
    }
    writing.lock();
    try {
      return forWriting.withHandle(handle -> inTransaction(handle, work, undo));
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> T writeTogether(Work<T> work, Undo undo) throws IOException {
    return grouped.write(work, undo);
  }

  /// With our own statements: the driver's commit begins the next transaction at once, and fails
  /// when another process has the lock, although what it had to commit is committed.
  private static <T> T inTransaction(Handle handle, Work<T> work, Undo undo) throws IOException {
    handle.execute("BEGIN IMMEDIATE");
    try {
      T result = work.in(handle);
      handle.execute("COMMIT");
      return result;
    } catch (IOException | RuntimeException | Error e) {
      undo.because(e);
      GroupedWrites.rollBack(handle, e);
      throw e;
    }
  }

  /// Guards the writing connection. Held for one transaction, which the busy timeout bounds.
  ReentrantLock writing() {
    return writing;
  }

  @Override
  public void close() throws SQLException {
    writing.lock();
    try (writer) {
      readers.close();
    } finally {
      writing.unlock();
    }
  }

  private static Jdbi jdbi(ConnectionFactory connections) {
    var jdbi = Jdbi.create(connections);
    // No templates: < and > in our SQL mean less and greater.
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    SqliteDialect.INSTANCE.speakThrough(jdbi);
    return jdbi;
  }

  /// The one writing connection, which stays open.
  private record Kept(Connection connection) implements ConnectionFactory {
    @Override
    public Connection openConnection() {
      return connection;
    }

    @Override
    public void closeConnection(Connection used) {}
  }

  /// Reading connections, opened when first needed.
  private static final class Pool implements ConnectionFactory {
    private final String url;
    private final Semaphore free = new Semaphore(READERS);
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Pool(String url) {
      this.url = url;
    }

    @Override
    public Connection openConnection() throws SQLException {
      free.acquireUninterruptibly();
      try {
        if (closed) {
          throw new SQLException("the database is closed");
        }
        var connection = idle.poll();
        if (connection == null) {
          connection = configuration(TransactionMode.DEFERRED).createConnection(url);
        }
        return connection;
      } catch (SQLException e) {
        free.release();
        throw e;
      }
    }

    @Override
    public void closeConnection(Connection used) {
      idle.add(used);
      free.release();
    }

    void close() throws SQLException {
      free.acquireUninterruptibly(READERS);
      try {
        closed = true;
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
          connection.close();
        }
      } finally {
        // Who comes too late is told so instead of waiting for ever.
        free.release(READERS);
      }
    }
  }
}
