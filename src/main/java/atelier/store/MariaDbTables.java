package atelier.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Handle;

/// Our own tables beside Phraseanet's in one schema, as numbered SQL files.
///
/// - Shape: a legacy table is never made or altered here; they are the history's version 1.
/// - Two processes may come at the same time: Flyway locks by name in the server.
final class MariaDbTables {
  private static final String FOLDER = "atelier/store/migration/mariadb/";
  private static final String LEGACY_VERSION = "1";
  private static final int CREATE_DENIED = 1142;
  private static final int SCHEMA_DENIED = 1044;

  private final MariaDbSchema schema;
  private final String folder;
  private final Flyway flyway;

  /// - Shape: `name` of the folder of SQL files.
  MariaDbTables(MariaDbSchema schema, String name, String history) {
    this.schema = schema;
    folder = FOLDER + name;
    DatabaseServer server = schema.server();
    flyway =
        Flyway.configure(MariaDbTables.class.getClassLoader())
            .dataSource(server.url(), server.user(), server.password())
            .locations("classpath:" + folder)
            .table(history)
            .baselineOnMigrate(true)
            .baselineVersion(LEGACY_VERSION)
            .baselineDescription("tables of Phraseanet")
            .load();
  }

  /// Refuses a schema that is not Phraseanet's.
  ///
  /// - Shape: `table` is one that only such a schema has.
  static void requireLegacy(MariaDbSchema schema, String table) throws IOException {
    if (!schema.forReading().withHandle(handle -> has(handle, table))) {
      throw new IOException(
          "it has no table "
              + table
              + "; its tables are Phraseanet's to make, by its setup or its command for new"
              + " databoxes");
    }
  }

  private static boolean has(Handle handle, String table) {
    return handle
            .createQuery(
                """
                SELECT COUNT(*) FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = :table
                """)
            .bind("table", table)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /// Makes what is missing.
  ///
  /// - Errors: [IOException]; without the right to create tables, its message has all statements.
  void make() throws IOException {
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      if (isDenied(e)) {
        throw new IOException(statements(), e);
      }
      throw new IOException("our own tables cannot be made: " + e.getMessage(), e);
    }
  }

  private static boolean isDenied(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql
          && (sql.getErrorCode() == CREATE_DENIED || sql.getErrorCode() == SCHEMA_DENIED)) {
        return true;
      }
    }
    return false;
  }

  private String statements() throws IOException {
    var parts = new ArrayList<String>();
    boolean known = schema.forReading().withHandle(handle -> has(handle, history()));
    if (known) {
      // The attempt that was denied must not stay as a failed one.
      flyway.repair();
    } else {
      parts.add(resource(FOLDER + "history.sql").replace("atelier_schema", history()));
    }
    int rank = known ? flyway.info().applied().length + 1 : 2;
    for (MigrationInfo each : flyway.info().pending()) {
      if (!LEGACY_VERSION.equals(String.valueOf(each.getVersion()))) {
        parts.add(resource(folder + "/" + each.getScript()));
        parts.add(noted(each, rank++));
      }
    }
    return """
    %s may not create tables there. Atelier keeps its own tables beside those of Phraseanet, which \
    it never alters. Grant the right to create tables, or have these statements run in %s:

    %s"""
        .formatted(schema.server().user(), schema.server().schema(), String.join("\n", parts));
  }

  private String history() {
    return flyway.getConfiguration().getTable();
  }

  /// The line that says in the history that a file was run.
  private String noted(MigrationInfo file, int rank) {
    return """
    INSERT INTO %s (installed_rank, version, description, type, script, checksum, installed_by, \
    execution_time, success)
    VALUES (%d, '%s', '%s', 'SQL', '%s', %s, CURRENT_USER(), 0, 1);
    """
        .formatted(
            history(),
            rank,
            file.getVersion(),
            file.getDescription(),
            file.getScript(),
            file.getChecksum());
  }

  private static String resource(String path) throws IOException {
    try (InputStream file = MariaDbTables.class.getClassLoader().getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException(path + " is missing in the program");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
