package atelier.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The databoxes' files, opened when first asked for.
///
/// - Thread-safe: `opening` guards `open`.
final class Databoxes implements AutoCloseable {
  private final Path folder;
  private final SqliteFile application;
  private final ReentrantLock opening = new ReentrantLock();
  private final Map<String, SqliteFile> open = new HashMap<>();

  Databoxes(Path folder, SqliteFile application) {
    this.folder = folder;
    this.application = application;
  }

  /// A databox's row in `sbas`.
  record Row(int id, String name, String viewName) {}

  /// All rows, in their display order.
  List<Row> rows(Database.Failure failure) {
    return new Database(application, failure)
        .read(
            "list the databoxes",
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT sbas_id, dbname, viewname FROM sbas ORDER BY ord, sbas_id
                        """)
                    .map(
                        (row, _) -> {
                          String viewName = row.getString("viewname");
                          String name = row.getString("dbname");
                          return new Row(
                              row.getInt("sbas_id"),
                              name,
                              viewName == null || viewName.isEmpty() ? name : viewName);
                        })
                    .list());
  }

  Optional<Row> row(int id, Database.Failure failure) {
    return rows(failure).stream().filter(row -> row.id() == id).findFirst();
  }

  /// Opens a databox's file, or makes it.
  Database open(String name, Database.Failure failure) {
    opening.lock();
    try {
      var file = open.get(name);
      if (file == null) {
        file = Schema.DATABOX.open(folder.resolve(name + ".sqlite"));
        open.put(name, file);
      }
      return new Database(file, failure);
    } catch (SQLException | IOException e) {
      throw failure.of("cannot open the databox " + name + ": " + e.getMessage(), e);
    } finally {
      opening.unlock();
    }
  }

  @Override
  public void close() throws SQLException {
    opening.lock();
    try {
      for (SqliteFile file : open.values()) {
        file.close();
      }
      open.clear();
    } finally {
      opening.unlock();
    }
  }
}
