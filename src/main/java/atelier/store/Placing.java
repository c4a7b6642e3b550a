package atelier.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// A staged file on its way to its last name, which it keeps unless [#undo(Throwable)] is called.
///
/// - One thread only.
final class Placing {
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
    removeAbandoned(target);
    StoredFiles.forceFolder(StoredFiles.folderOf(target.toAbsolutePath()));
    return target;
  }

  /// Removes files of the same name with other extensions: they were put there for a record whose
  /// number was given again, as its transaction died with its process.
  private static void removeAbandoned(Path target) throws IOException {
    String name = target.getFileName().toString();
    int dot = name.indexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    Path folder = StoredFiles.folderOf(target.toAbsolutePath());
    try (var others = Files.newDirectoryStream(folder, stem + "{,.*}")) {
      for (Path other : others) {
        if (!other.getFileName().toString().equals(name)) {
          Files.delete(other);
        }
      }
    }
  }

  /// Moves the file back because of a failure, which stays the one that is told.
  void undo(Throwable failure) {
    var from = placed;
    if (from != null) {
      try {
        Files.move(from, staged, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }
}
