package atelier.store;

import java.io.IOException;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/// One database with its connections, in which transactions are made.
///
/// - Errors: what Jdbi and the work throw passes as it is; [Database] puts it into a port's words.
/// - Thread-safe.
sealed interface Connections extends AutoCloseable permits SqliteFile, MariaDbSchema {

  /// What is done inside a transaction.
  @FunctionalInterface
  interface Work<T> {
    T in(Handle handle) throws IOException;
  }

  /// Puts right what lies outside of the database when its transaction fails.
  @FunctionalInterface
  interface Undo {
    Undo NOTHING = _ -> {};

    /// The transaction left nothing: puts back what it had changed outside.
    ///
    /// - Errors: none; what goes wrong is added to `failure` as suppressed.
    void because(Throwable failure);

    /// The server went away during the commit: the transaction is whole or left nothing, and nobody
    /// can say which.
    default void unsure() {}
  }

  Dialect dialect();

  /// Reads, all of it from the same state of the database.
  <T> T read(Work<T> work) throws IOException;

  /// Changes, all or nothing. Work that met others in its way is undone and done again, so it must
  /// bear to be.
  ///
  /// - Errors: [IllegalStateException] inside another change of the same thread and database.
  <T> T write(Work<T> work, Undo undo) throws IOException;

  /// The same for a small change that is made often: it may share its commit with others, and the
  /// work may run on the thread of another caller.
  default <T> T writeTogether(Work<T> work, Undo undo) throws IOException {
    return write(work, undo);
  }

  @Override
  void close() throws SQLException;
}
