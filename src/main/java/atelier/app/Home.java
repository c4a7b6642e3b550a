package atelier.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder that holds everything of the embedded parts.
///
/// - Shape: `db` databases, `files` documents and sub-definitions, `broker` messages, `index`,
///   `quarantine`, `log`, `samples`, `tmp`, and `main.key`.
public record Home(Path root) {
  public Home {
    root = root.toAbsolutePath().normalize();
  }

  /// Makes the folder, for nobody else to read.
  ///
  /// - Errors: [StartException] that says which folder cannot be made.
  public void make() {
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectories(
            root,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
      }
      if (!Files.isWritable(root)) {
        throw new StartException(
            "the folder " + root + " cannot be written; choose another with --home DIR", null);
      }
    } catch (IOException e) {
      throw new StartException(
          "the folder " + root + " cannot be made; choose another with --home DIR", e);
    }
  }

  public Path databases() {
    return root.resolve("db");
  }

  public Path files() {
    return root.resolve("files");
  }

  public Path broker() {
    return root.resolve("broker");
  }

  public Path index() {
    return root.resolve("index");
  }

  public Path quarantine() {
    return root.resolve("quarantine");
  }

  public Path logs() {
    return root.resolve("log");
  }

  public Path samples() {
    return root.resolve("samples");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  Path mainKey() {
    return root.resolve("main.key");
  }
}
