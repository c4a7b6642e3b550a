package atelier.store;

import java.nio.file.Path;
import java.time.Clock;

/// What the store has to be told.
///
/// - Shape: `folder` holds the database files; `site` is `main.key`, `servername` the public
///   address, by which PHP's caches know us; `storage` the folder that new databoxes keep their
///   files in.
public record StoreSettings(
    Path folder, String site, String servername, Path storage, Clock clock) {
  public StoreSettings {
    folder = folder.toAbsolutePath().normalize();
    storage = storage.toAbsolutePath().normalize();
  }

  @Override
  public String toString() {
    return "StoreSettings[folder=" + folder + ", servername=" + servername + "]";
  }
}
