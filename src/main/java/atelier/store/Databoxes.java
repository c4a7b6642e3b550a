package atelier.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The databoxes, opened when first asked for.
///
/// - Thread-safe: `opening` guards `open`.
final class Databoxes implements AutoCloseable {
  private static final int CONNECTIONS = 4;

  private final StoreSettings.Place place;
  private final Connections application;
  private final ReentrantLock opening = new ReentrantLock();
  private final Map<Where, Connections> open = new HashMap<>();

  Databoxes(StoreSettings.Place place, Connections application) {
    this.place = place;
    this.application = application;
  }

  /// A databox's row in `sbas`.
  record Row(int id, String viewName, Where where) {
    String name() {
      return where.name();
    }
  }

  /// Where a databox is: in a file of this name, or in this schema of a server.
  ///
  /// - Shape: what a database address needs beside the name is only read on MariaDB.
  record Where(String name, String host, int port, String user, String password) {
    DatabaseServer server() {
      return new DatabaseServer(host, port, user, password, name);
    }

    /// The password stays unsaid.
    @Override
    public String toString() {
      return name;
    }
  }

  /// Where a new databox of this name is to be: beside the application box.
  Where beside(String name) {
    return switch (place) {
      case StoreSettings.Place.Folder _ -> new Where(name, "localhost", 0, "", "");
      case StoreSettings.Place.Server(DatabaseServer server) ->
          new Where(name, server.host(), server.port(), server.user(), server.password());
    };
  }

  /// What `sbas.sqlengine` says.
  String engine() {
    return switch (place) {
      case StoreSettings.Place.Folder _ -> "SQLITE";
      case StoreSettings.Place.Server _ -> "MYSQL";
    };
  }

  /// All rows, in their display order.
  List<Row> rows(Database.Failure failure) {
    return new Database(application, failure)
        .read(
            "list the databoxes",
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT sbas_id, dbname, viewname, host, port, `user`, pwd
                        FROM sbas ORDER BY ord, sbas_id
                        """)
                    .map(
                        (row, _) -> {
                          String viewName = row.getString("viewname");
                          String name = row.getString("dbname");
                          String password = row.getString("pwd");
                          return new Row(
                              row.getInt("sbas_id"),
                              viewName == null || viewName.isEmpty() ? name : viewName,
                              new Where(
                                  name,
                                  row.getString("host"),
                                  row.getInt("port"),
                                  row.getString("user"),
                                  password == null ? "" : password));
                        })
                    .list());
  }

  Optional<Row> row(int id, Database.Failure failure) {
    return rows(failure).stream().filter(row -> row.id() == id).findFirst();
  }

  /// Opens a databox; its file is made when there is none.
  Database open(Where where, Database.Failure failure) {
    opening.lock();
    try {
      var known = open.get(where);
      if (known == null) {
        known =
            switch (place) {
              case StoreSettings.Place.Folder(Path folder) ->
                  Schema.DATABOX.open(folder.resolve(where.name() + ".sqlite"));
              case StoreSettings.Place.Server _ ->
                  Schema.DATABOX.connect(where.server(), CONNECTIONS);
            };
        open.put(where, known);
      }
      return new Database(known, failure);
    } catch (SQLException | IOException | IllegalArgumentException e) {
      throw failure.of("cannot open the databox " + where.name() + ": " + e.getMessage(), e);
    } finally {
      opening.unlock();
    }
  }

  @Override
  public void close() throws SQLException {
    opening.lock();
    try {
      for (Connections each : open.values()) {
        each.close();
      }
      open.clear();
    } finally {
      opening.unlock();
    }
  }
}
