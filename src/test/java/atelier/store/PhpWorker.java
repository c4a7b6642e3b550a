package atelier.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.Optional;

/// The PHP side of the record lock, step by step, in a session of its own.
///
/// - One thread only.
/// - Source: the protocol of `WorkerRunningJob` in `docs/phraseanet.md`, read as PHP's workers keep
///   it; as there, the mutex row leaves out `created`, so that it needs a server that is not
///   strict.
final class PhpWorker implements AutoCloseable {
  private static final int MOST_TRIES = 20;

  private final Connection connection;

  PhpWorker(TestServer server) throws SQLException {
    connection = server.connect(TestServer.APPLICATION);
    run("SET SESSION sql_mode = ''");
  }

  /// Takes the mutex of a record, in one try.
  boolean takeMutex(int databox, int record) throws SQLException {
    run(
        "DELETE FROM WorkerRunningJob WHERE databox_id = ? AND record_id = ?"
            + " AND flock = '_mutex_' AND TIMESTAMPDIFF(SECOND, published, NOW()) > 60",
        databox,
        record);
    try {
      run(
          "INSERT INTO WorkerRunningJob (databox_id, record_id, published, status, flock)"
              + " VALUES (?, ?, NOW(), '_', '_mutex_')",
          databox,
          record);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  void giveMutexBack(int databox, int record) throws SQLException {
    run(
        "DELETE FROM WorkerRunningJob WHERE databox_id = ? AND record_id = ? AND flock = '_mutex_'",
        databox,
        record);
  }

  /// The whole protocol: the new row's number, or nothing when the record is busy.
  Optional<Long> lock(int databox, int record, String work, String workOn) throws SQLException {
    if (!takeMutex(databox, record)) {
      return Optional.empty();
    }
    try {
      connection.setAutoCommit(false);
      var made =
          isBusy(databox, record, work, workOn)
              ? Optional.<Long>empty()
              : Optional.of(insert(databox, record, work, workOn));
      connection.commit();
      return made;
    } finally {
      connection.setAutoCommit(true);
      giveMutexBack(databox, record);
    }
  }

  private boolean isBusy(int databox, int record, String work, String workOn) throws SQLException {
    String condition =
        switch (work) {
          case "subdefCreation" -> "(work_on = 'document' OR work_on = ?)";
          case "writeMetadatas" ->
              workOn.equals("document")
                  ? "(work_on = ? OR work = 'subdefCreation')"
                  : "work_on = ?";
          default -> throw new IllegalArgumentException(work);
        };
    try (var statement =
            prepared(
                "SELECT id FROM WorkerRunningJob WHERE status = 'running' AND databox_id = ?"
                    + " AND record_id = ? AND work IN ('writeMetadatas', 'subdefCreation') AND "
                    + condition
                    + " LIMIT 1",
                databox,
                record,
                workOn);
        var result = statement.executeQuery()) {
      return result.next();
    }
  }

  private long insert(int databox, int record, String work, String workOn) throws SQLException {
    run(
        "INSERT INTO WorkerRunningJob (databox_id, record_id, work, work_on, payload, created,"
            + " published, status) VALUES (?, ?, ?, ?, '{}', NOW(), NOW(), 'running')",
        databox,
        record,
        work,
        workOn);
    try (var statement = prepared("SELECT LAST_INSERT_ID()");
        var result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  /// Marks a row finished, as PHP does; false when there was nothing to mark.
  boolean finish(long row) throws SQLException {
    try (var statement =
        prepared(
            "UPDATE WorkerRunningJob SET finished = NOW(), status = 'finished' WHERE id = ?",
            row)) {
      return statement.executeUpdate() == 1;
    }
  }

  /// The protocol's mutex is deleted and inserted by many at once, which deadlocks now and then
  /// also among PHP's workers alone; the server then has undone the statement of one of them.
  private void run(String sql, Object... values) throws SQLException {
    for (int tries = 0; ; tries++) {
      try (var statement = prepared(sql, values)) {
        statement.execute();
        return;
      } catch (SQLTransactionRollbackException e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
