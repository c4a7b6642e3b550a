package atelier.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A text that a person hands over.
final class TextFile {
  private TextFile() {}

  /// Reads a file, or standard input for `-`.
  ///
  /// - Units: UTF-8.
  /// - Errors: [IllegalArgumentException] when it cannot be read.
  static String read(String name) {
    try {
      return name.equals("-")
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(Path.of(name));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no file " + name, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + name + ": " + e.getMessage(), e);
    }
  }
}
