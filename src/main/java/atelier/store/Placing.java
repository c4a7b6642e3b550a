package atelier.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// A staged file on its way to its last name, which it keeps only if all goes well.
///
/// - One thread only.
final class Placing implements AutoCloseable {
  private final Path staged;
  private @Nullable Path placed;

  /// - Errors: [IOException] when the file is not there or cannot be made to last.
  Placing(Path staged) throws IOException {
    this.staged = staged;
    StoredFiles.force(staged);
  }

  /// Gives the file its last name in its folder, at once and for good; what had the name is gone.
  Path rename(String name) throws IOException {
    var target = staged.resolveSibling(name);
    Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    placed = target;
    StoredFiles.forceFolder(StoredFiles.folderOf(target.toAbsolutePath()));
    return target;
  }

  void keep() {
    placed = null;
  }

  /// Moves the file back because of a failure, which stays the one that is told.
  void undo(Throwable failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /// Moves the file back unless it shall be kept.
  @Override
  public void close() throws IOException {
    var from = placed;
    placed = null;
    if (from != null) {
      Files.move(from, staged, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
