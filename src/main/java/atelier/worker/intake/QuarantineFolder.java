package atelier.worker.intake;

import atelier.library.LibraryException;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.MediaException;
import atelier.media.Progress;
import atelier.media.SubdefMaker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files in quarantine: each with a small picture, under names that no file there has yet.
///
/// - A crash before the rows are written leaves two files that nobody speaks of.
/// - Thread-safe.
/// - Source: `docs/phraseanet.md`, quarantine.
final class QuarantineFolder {
  private static final Logger log = LoggerFactory.getLogger(QuarantineFolder.class);
  private static final int WIDTH = 375;
  private static final int HEIGHT = 275;
  private static final int DPI = 72;
  private static final int QUALITY = 75;
  private static final int MOST = 1_000_000;

  private final Path folder;
  private final SubdefMaker thumbnails;

  QuarantineFolder(Path folder, SubdefMaker thumbnails) {
    this.folder = folder;
    this.thumbnails = thumbnails;
  }

  /// Names of a file and its picture in the folder.
  record Stored(String file, String thumbnail) {}

  /// A file that is to go there; sides 0 when it has none.
  record Wish(
      Path file,
      String originalName,
      String mime,
      MediaType type,
      int widthPixels,
      int heightPixels) {}

  /// Copies a file there.
  ///
  /// - Errors: [LibraryException] when the folder cannot be written; nothing is left then.
  Stored store(Wish wish) throws InterruptedException {
    String clean = wish.originalName().replaceAll("[^A-Za-z0-9.\\-_]", "");
    int dot = clean.lastIndexOf('.');
    String extension = dot < 0 ? "" : clean.substring(dot);
    String begin = "lzrt_" + clean.substring(0, Math.min(clean.length(), 3));
    try {
      Files.createDirectories(folder);
      Path file = reserve(begin + "_-", extension);
      try {
        Files.copy(wish.file(), file, StandardCopyOption.REPLACE_EXISTING);
        force(file);
        Path thumbnail = reserve(begin + "_thumb-", extension);
        picture(wish, thumbnail);
        return new Stored(name(file), name(thumbnail));
      } catch (IOException e) {
        deleteQuietly(file);
        throw e;
      }
    } catch (IOException e) {
      throw new LibraryException("cannot put a file into the quarantine " + folder, e);
    }
  }

  Path path(String name) {
    Path path = folder.resolve(name).normalize();
    if (!folder.equals(path.getParent())) {
      throw new IllegalArgumentException("\"" + name + "\" is no file of the quarantine");
    }
    return path;
  }

  /// - Errors: [LibraryException] when a file is there and cannot be removed.
  void remove(Stored stored) {
    try {
      Files.deleteIfExists(path(stored.file()));
      Files.deleteIfExists(path(stored.thumbnail()));
    } catch (IOException e) {
      throw new LibraryException("cannot remove a file of the quarantine " + folder, e);
    }
  }

  private Path reserve(String begin, String extension) throws IOException {
    for (int number = 0; number < MOST; number++) {
      try {
        return Files.createFile(folder.resolve(begin + number + extension));
      } catch (FileAlreadyExistsException _) {
        // The next number may be free.
      }
    }
    throw new IOException("all names " + begin + " are taken");
  }

  /// An empty file stays when no picture can be made.
  private void picture(Wish wish, Path thumbnail) throws InterruptedException, IOException {
    Path fresh = folder.resolve(".atelier-" + UUID.randomUUID() + ".jpg");
    try {
      var order = new SubdefMaker.Order(wish.file(), wish.mime(), wish.type(), output(wish), fresh);
      if (thumbnails.makes(order)
          && thumbnails.make(order, Progress.IGNORED) instanceof SubdefMaker.Made.Good) {
        Files.move(
            fresh, thumbnail, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (MediaException e) {
      log.warn("no small picture of {} for the quarantine", wish.originalName(), e);
    } finally {
      deleteQuietly(fresh);
    }
  }

  /// What fits into the frame, as its longer side.
  private static Output output(Wish wish) {
    int longer = Math.max(wish.widthPixels(), wish.heightPixels());
    double scale =
        longer == 0
            ? 1
            : Math.min(
                1,
                Math.min(
                    (double) WIDTH / wish.widthPixels(), (double) HEIGHT / wish.heightPixels()));
    int size = longer == 0 ? HEIGHT : Math.max(1, (int) Math.floor(longer * scale));
    return new Output.Image(size, DPI, true, true, QUALITY, ImageCodec.JPEG);
  }

  private static void force(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("a file that is no longer needed stays behind: {}", file, e);
    }
  }
}
