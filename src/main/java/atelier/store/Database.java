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
record Database(Connections connections, Failure failure) {

  /// The exception of a port.
  @FunctionalInterface
  interface Failure {
    OutsideException of(String message, Throwable cause);
  }

  /// What is done inside a transaction, without a result.
  @FunctionalInterface
  interface Change {
    void in(Handle handle) throws IOException;
  }

  /// Reads, all of it from the same state of the database.
  ///
  /// - Shape: `doing` completes the sentence “cannot …”.
  <T> T read(String doing, Connections.Work<T> work) {
    try {
      return connections.read(work);
    } catch (JdbiException | IOException e) {
      throw failed(doing, e);
    }
  }

  /// Changes, all or nothing, after every earlier change.
  <T> T write(String doing, Connections.Work<T> work) {
    return write(doing, work, Connections.Undo.NOTHING);
  }

  /// Changes, all or nothing; when that fails, `undo` puts back what lies outside of the database,
  /// before the rollback lets others go on.
  <T> T write(String doing, Connections.Work<T> work, Connections.Undo undo) {
    try {
      return connections.write(work, undo);
    } catch (JdbiException | IOException e) {
      throw failed(doing, e);
    }
  }

  /// The same for a small change that is made often; see [Connections#writeTogether].
  <T> T writeTogether(String doing, Connections.Work<T> work, Connections.Undo undo) {
    try {
      return connections.writeTogether(work, undo);
    } catch (JdbiException | IOException e) {
      throw failed(doing, e);
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
