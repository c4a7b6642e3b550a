package atelier.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder for the temporary files of this process.
///
/// - Shape: beside those of other processes below one folder, with a file `lock` in it that is
///   locked as long as the process lives. What a killed process left is removed when the next one
///   makes its folder.
/// - One at a time in a process: to look at a lock of one's own gives it up.
final class TemporaryFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TemporaryFolder.class);
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lock;

  private TemporaryFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /// - Errors: [StartException] when it cannot be made.
  static synchronized TemporaryFolder make(Path parent) {
    try {
      Files.createDirectories(parent);
      // Held until ours is locked, so that nobody takes it for a left one.
      try (FileChannel making = lockFile(parent)) {
        making.lock();
        removeLeft(parent);
        Path path = Files.createTempDirectory(parent, "process-");
        FileChannel lock = lockFile(path);
        lock.lock();
        return new TemporaryFolder(path, lock);
      }
    } catch (IOException e) {
      throw new StartException("no temporary folder can be made in " + parent, e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    remove(path);
    lock.close();
  }

  private static FileChannel lockFile(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void removeLeft(Path parent) throws IOException {
    List<Path> folders;
    try (var all = Files.list(parent)) {
      folders = all.filter(Files::isDirectory).toList();
    }
    for (Path folder : folders) {
      if (isLeft(folder)) {
        remove(folder);
        log.info("removed what a killed process left: {}", folder);
      }
    }
  }

  private static boolean isLeft(Path folder) throws IOException {
    try (FileChannel channel = lockFile(folder);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false; // This process has it.
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
