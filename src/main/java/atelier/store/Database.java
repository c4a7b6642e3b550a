package atelier.store;

import atelier.OutsideException;
import java.io.IOException;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// A database as one port sees it: reads and writes in transactions, failures in the port's words.
///
/// - Errors: what SQL, Jdbi and the file system throw becomes the port's exception; any other
///   passes. A failed transaction leaves nothing behind.
/// - Thread-safe. A writing transaction must not begin another one.
record Database(SqliteFile file, Failure failure) {

  /// The exception of a port.
  @FunctionalInterface
  interface Failure {
    OutsideException of(String message, Throwable cause);
  }

  /// What is done inside a transaction.
  @FunctionalInterface
  interface Work<T> {
    T in(Handle handle) throws IOException;
  }

  /// What is done inside a transaction, without a result.
  @FunctionalInterface
  interface Change {
    void in(Handle handle) throws IOException;
  }

  /// Puts back what lies outside of the database.
  @FunctionalInterface
  interface Undo {
    /// - Errors: none; what goes wrong is added to `failure` as suppressed.
    void because(Throwable failure);
  }

  /// Reads, all of it from the same state of the database.
  ///
  /// - Shape: `doing` completes the sentence “cannot …”.
  <T> T read(String doing, Work<T> work) {
    try {
      return file.forReading().inTransaction(work::in);
    } catch (JdbiException | IOException e) {
      throw failed(doing, e);
    }
  }

  /// Changes, all or nothing, after every earlier change.
  <T> T write(String doing, Work<T> work) {
    return write(doing, work, _ -> {});
  }

  /// Changes, all or nothing; when that fails, `undo` puts back what lies outside of the database,
  /// before the rollback lets others go on.
  <T> T write(String doing, Work<T> work, Undo undo) {
    if (file.writing().isHeldByCurrentThread()) {
      throw new IllegalStateException("a transaction inside a transaction: " + doing);
    }
    file.writing().lock();
    try {
      return file.forWriting().withHandle(handle -> inTransaction(handle, work, undo));
    } catch (JdbiException | IOException e) {
      throw failed(doing, e);
    } finally {
      file.writing().unlock();
    }
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
      rollBack(handle, e);
      throw e;
    }
  }

  private static void rollBack(Handle handle, Throwable failure) {
    try {
      handle.execute("ROLLBACK");
    } catch (JdbiException e) {
      // After some failures SQLite has rolled back already, and there is no transaction any more.
      failure.addSuppressed(e);
    }
  }

  /// Changes, without a result.
  void change(String doing, Change change) {
    this.<Boolean>write(
        doing,
        handle -> {
          change.in(handle);
          return true;
        });
  }

  private OutsideException failed(String doing, Exception cause) {
    // SQL texts and their values stay in the cause's chain; the message is for people.
    Throwable root = cause;
    while (root.getCause() != null && !(root instanceof SQLException)) {
      root = root.getCause();
    }
    return failure.of("cannot " + doing + ": " + root.getMessage(), cause);
  }
}
