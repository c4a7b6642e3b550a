package atelier.store;

import java.nio.file.Path;
import java.time.Clock;

/// What the store has to be told.
///
/// - Shape: `site` is `main.key`, `servername` the public address, by which PHP's caches know us;
///   `storage` the folder that new databoxes keep their files in; `clock` this process's own.
public record StoreSettings(
    Place place, String site, String servername, Path storage, Clock clock) {

  /// Where the databases are.
  public sealed interface Place {
    /// SQLite files, in this folder.
    record Folder(Path path) implements Place {
      public Folder {
        path = path.toAbsolutePath().normalize();
      }
    }

    /// Phraseanet's application box on a server; it knows where its databoxes are.
    record Server(DatabaseServer server) implements Place {}
  }

  public StoreSettings {
    storage = storage.toAbsolutePath().normalize();
  }

  /// On SQLite files.
  public StoreSettings(Path folder, String site, String servername, Path storage, Clock clock) {
    this(new Place.Folder(folder), site, servername, storage, clock);
  }

  /// The main key stays unsaid.
  @Override
  public String toString() {
    return "StoreSettings[place=" + place + ", servername=" + servername + "]";
  }
}
