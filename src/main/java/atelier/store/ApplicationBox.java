package atelier.store;

import atelier.job.AssetRows;
import atelier.job.Audit;
import atelier.job.Books;
import atelier.job.Bulks;
import atelier.job.Figures;
import atelier.job.JobStore;
import atelier.job.Outbox;
import atelier.library.Library;
import atelier.library.LibraryException;
import atelier.library.Quarantine;
import atelier.library.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// The application box with all its databoxes, on SQLite files in one folder or on Phraseanet's own
/// MariaDB.
///
/// - Shape: on SQLite `application.sqlite`, and `<name>.sqlite` for each databox; on MariaDB the
///   schemas that the configuration and `sbas` name. Several processes may have them open at the
///   same time.
/// - Errors: [LibraryException] when a database cannot be opened or made.
/// - Thread-safe.
public final class ApplicationBox implements AutoCloseable {
  private static final int CONNECTIONS = 8;

  private final Connections connections;
  private final Databoxes databoxes;
  private final Library library;
  private final Books books;
  private final Outbox outbox;
  private final Users users;
  private final Quarantine quarantine;
  private final AssetRows assetRows;
  private final Audit audit;
  private final Bulks bulks;
  private final Figures figures;

  private ApplicationBox(Connections connections, StoreSettings settings) {
    this.connections = connections;
    var database = new Database(connections, LibraryException::new);
    databoxes = new Databoxes(settings.place(), connections);
    library = new JdbiLibrary(database, databoxes, settings);
    var jobs = new JdbiJobStore(connections, settings.clock());
    books =
        new Books(
            jobs,
            new JdbiWishes(connections, settings.clock()),
            new JdbiCustody(connections),
            new JdbiRoster(connections, settings.clock()),
            new JdbiCleaning(connections));
    outbox = new JdbiOutbox(databoxes, new WebhookEventRows(connections, settings.clock()));
    users = new JdbiUsers(database, new Passwords(settings.site()), settings.clock());
    quarantine = new JdbiQuarantine(database, settings.clock());
    assetRows = new JdbiAssetRows(connections, settings.clock());
    audit = new JdbiAudit(connections, settings.clock());
    bulks = new JdbiBulks(connections, settings.clock());
    figures = new JdbiFigures(connections);
  }

  /// Opens the application box; on SQLite an empty one is made when there is none, on MariaDB our
  /// own tables beside Phraseanet's.
  ///
  /// - Errors: [LibraryException]; when the right to create tables is missing, its message has all
  ///   statements that somebody has to run.
  public static ApplicationBox open(StoreSettings settings) {
    return switch (settings.place()) {
      case StoreSettings.Place.Folder(Path folder) -> open(folder, settings);
      case StoreSettings.Place.Server(DatabaseServer server) -> open(server, settings);
    };
  }

  private static ApplicationBox open(Path folder, StoreSettings settings) {
    var path = folder.resolve("application.sqlite");
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        // SQLite writes beside its files even when it reads.
        throw new IOException("the folder may only be read");
      }
      return new ApplicationBox(Schema.APPLICATION.open(path), settings);
    } catch (SQLException | IOException e) {
      throw new LibraryException("cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  private static ApplicationBox open(DatabaseServer server, StoreSettings settings) {
    try {
      return new ApplicationBox(Schema.APPLICATION.connect(server, CONNECTIONS), settings);
    } catch (SQLException | IOException e) {
      throw new LibraryException("cannot open " + server + ": " + e.getMessage(), e);
    }
  }

  public Library library() {
    return library;
  }

  /// Everything about jobs.
  public Books books() {
    return books;
  }

  public JobStore jobs() {
    return books.jobs();
  }

  public Outbox outbox() {
    return outbox;
  }

  public Users users() {
    return users;
  }

  public Quarantine quarantine() {
    return quarantine;
  }

  public AssetRows assetRows() {
    return assetRows;
  }

  public Audit audit() {
    return audit;
  }

  public Bulks bulks() {
    return bulks;
  }

  public Figures figures() {
    return figures;
  }

  /// Waits for the transactions that go on, then closes all databases.
  @Override
  public void close() {
    try (connections) {
      databoxes.close();
    } catch (SQLException e) {
      throw new LibraryException("cannot close the databases: " + e.getMessage(), e);
    }
  }
}
