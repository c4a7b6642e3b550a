package atelier.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Locale;

/// Where new files go: `<root>/<yyyy>/<MM>/<dd>/<NNNNN>/`, with at most about a hundred files each.
///
/// - Shape: the first folder of the day that does not exist or has room; made with mode 0770.
/// - Source: `docs/phraseanet.md`, files.
public final class SpreadFolders {
  // Entries counted with "." and "..", as PHP's directory listing does.
  private static final int FULL = 100 - 2;
  private static final int LAST = 99_999;

  private SpreadFolders() {}

  /// Finds or makes the folder for one more file.
  ///
  /// - Errors: [LibraryException] when the storage cannot be written, or the day's folders are all
  ///   full.
  public static Path next(Path root, LocalDate day) {
    Path ofDay =
        root.resolve(
            String.format(
                Locale.ROOT,
                "%04d/%02d/%02d",
                day.getYear(),
                day.getMonthValue(),
                day.getDayOfMonth()));
    try {
      for (int number = 0; number <= LAST; number++) {
        Path folder = ofDay.resolve(String.format(Locale.ROOT, "%05d", number));
        if (!Files.isDirectory(folder)) {
          make(folder);
          return folder;
        }
        try (var entries = Files.list(folder)) {
          if (entries.limit(FULL + 1L).count() <= FULL) {
            return folder;
          }
        }
      }
    } catch (IOException e) {
      throw new LibraryException("cannot make a folder for new files below " + root, e);
    }
    throw new LibraryException(
        "all folders of " + day + " below " + root + " are full", new IOException("no room"));
  }

  private static void make(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwx---")));
    } else {
      Files.createDirectories(folder);
    }
  }
}
