package atelier.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/// What the store does to the files behind its rows: make them last, mark their state.
final class StoredFiles {
  private StoredFiles() {}

  /// Returns when a file's content would survive a power cut.
  static void force(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// The folder a file lies in.
  static Path folderOf(Path absoluteFile) {
    return absoluteFile.resolveSibling("");
  }

  /// Returns when the names in a folder would survive a power cut.
  static void forceFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// The mark of a file's state: it changes when the file is written anew.
  ///
  /// - Shape: MD5 of its real path and the second it was last changed, 32 hex digits.
  static String etag(Path file) throws IOException {
    String state = file.toRealPath() + Long.toString(changedSeconds(file));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(state.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private static long changedSeconds(Path file) throws IOException {
    return Files.getLastModifiedTime(file).to(TimeUnit.SECONDS);
  }
}
