package atelier.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/// The tables of one sort of database, as numbered SQL files.
///
/// - Shape: the files are the resources `migration/<name>/V<number>__<what>.sql` for SQLite and
///   `migration/mariadb/<name>/…` with the same numbers for MariaDB, without those of Phraseanet's
///   own tables; `latest` is the greatest number. What was applied stands in the table
///   `atelier_schema`.
enum Schema {
  APPLICATION("application", "6", "sbas"),
  DATABOX("databox", "3", "metadatas_structure");

  private static final String HISTORY = "atelier_schema";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final String name;
  private final String latest;
  private final String legacyTable;

  /// - Shape: `legacyTable` is one of Phraseanet's that no other schema has.
  Schema(String name, String latest, String legacyTable) {
    this.name = name;
    this.latest = latest;
    this.legacyTable = legacyTable;
  }

  String latest() {
    return latest;
  }

  /// Opens a database file, makes it when there is none, and brings its tables up to date.
  SqliteFile open(Path path) throws SQLException, IOException {
    var file = SqliteFile.open(path);
    try {
      if (!isCurrent(file.forReading())) {
        migrate(path);
      }
      return file;
    } catch (JdbiException e) {
      file.close();
      throw new IOException("its tables cannot be read", e);
    } catch (SQLException | IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// Connects to a server's schema, and brings our tables in it up to date.
  MariaDbSchema connect(DatabaseServer server, int connections) throws SQLException, IOException {
    var schema = MariaDbSchema.connect(server, connections);
    try {
      if (!isCurrent(schema.forReading())) {
        MariaDbTables.requireLegacy(schema, legacyTable);
        new MariaDbTables(schema, name, HISTORY).make();
      }
      return schema;
    } catch (JdbiException e) {
      schema.close();
      throw new IOException("its tables cannot be read", e);
    } catch (SQLException | IOException | RuntimeException e) {
      schema.close();
      throw e;
    }
  }

  /// A look that costs far less than starting Flyway.
  private boolean isCurrent(Jdbi jdbi) throws SQLException {
    try (var handle = jdbi.open();
        var tables =
            handle
                .getConnection()
                .getMetaData()
                .getTables(handle.getConnection().getCatalog(), null, HISTORY, null)) {
      return tables.next()
          && handle
              .createQuery(
                  """
                  SELECT COUNT(*) FROM atelier_schema WHERE version = :latest AND success = 1
                  """)
              .bind("latest", latest)
              .mapTo(Integer.class)
              .one()
              .equals(1);
    }
  }

  /// Flyway has no lock of its own on SQLite, and two processes may find the same new file.
  private void migrate(Path path) throws IOException {
    var lockFile = path.resolveSibling(path.getFileName() + ".migration");
    try (var channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = lock(channel)) {
      var source = new SQLiteDataSource(SqliteFile.configuration(TransactionMode.IMMEDIATE));
      source.setUrl(SqliteFile.url(path));
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:atelier/store/migration/" + name)
          .table(HISTORY)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new IOException("the tables of " + path.getFileName() + " cannot be made", e);
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        var lock = channel.tryLock();
        if (lock != null) {
          return lock;
        }
      } catch (OverlappingFileLockException _) {
        // Another thread of this process has it: wait as for another process.
      }
      pause();
    }
    throw new IOException("another process has been changing the tables for " + PATIENCE);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while another process changes the tables", e);
    }
  }
}
