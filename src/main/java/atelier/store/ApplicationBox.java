package atelier.store;

import atelier.job.JobStore;
import atelier.job.Outbox;
import atelier.library.Library;
import atelier.library.LibraryException;
import atelier.library.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;

/// The application box with all its databoxes, on SQLite files in one folder.
///
/// - Shape: `application.sqlite`, and `<name>.sqlite` for each databox; several processes may have
///   them open at the same time.
/// - Errors: [LibraryException] when a file cannot be opened or made.
/// - Thread-safe.
public final class ApplicationBox implements AutoCloseable {
  private final SqliteFile file;
  private final Databoxes databoxes;
  private final Library library;
  private final JobStore jobs;
  private final Outbox outbox;
  private final Users users;

  private ApplicationBox(SqliteFile file, StoreSettings settings) {
    this.file = file;
    databoxes = new Databoxes(settings.folder(), file);
    library = new JdbiLibrary(new Database(file, LibraryException::new), databoxes, settings);
    jobs = new JdbiJobStore(file, settings.clock());
    outbox = new JdbiOutbox(databoxes);
    users = new JdbiUsers(new Database(file, LibraryException::new), settings.clock());
  }

  /// Opens the application box, or makes an empty one.
  public static ApplicationBox open(StoreSettings settings) {
    var path = settings.folder().resolve("application.sqlite");
    try {
      Files.createDirectories(settings.folder());
      if (!Files.isWritable(settings.folder())) {
        // SQLite writes beside its files even when it reads.
        throw new IOException("the folder may only be read");
      }
      return new ApplicationBox(Schema.APPLICATION.open(path), settings);
    } catch (SQLException | IOException e) {
      throw new LibraryException("cannot open " + path + ": " + e.getMessage(), e);
    }
  }

  public Library library() {
    return library;
  }

  public JobStore jobs() {
    return jobs;
  }

  public Outbox outbox() {
    return outbox;
  }

  public Users users() {
    return users;
  }

  /// Waits for the transactions that go on, then closes all files.
  @Override
  public void close() {
    try (file) {
      databoxes.close();
    } catch (SQLException e) {
      throw new LibraryException("cannot close the databases: " + e.getMessage(), e);
    }
  }
}
