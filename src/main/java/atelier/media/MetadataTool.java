package atelier.media;

import java.nio.file.Path;
import java.util.Set;

/// Reads and writes the metadata in files.
///
/// - Errors: [MediaException] when the tool failed in a way that another try may cure.
/// - Thread-safe: takes as many calls as come, and lets them wait for a free tool.
public interface MetadataTool {
  /// All tags of a file; none when it has none or is of no known format.
  Metadata read(Path file) throws InterruptedException;

  /// Writes tags: into a copy that then replaces the file in one step.
  ///
  /// - Shape: the picture's data and its ICC profile stay as they are; the file keeps its
  ///   modification time. After [Written.Refused] the file is untouched.
  Written write(Path file, TagChanges changes) throws InterruptedException;

  /// The hash of the file without any metadata or profile, 64 lower-case hex digits.
  ///
  /// - Shape: of the file as it is when the tool cannot strip its format.
  String strippedSha256(Path file) throws InterruptedException;

  /// Which of these tags the tool can write, among names like `IPTC:Headline`.
  Set<String> writable(Set<String> tags) throws InterruptedException;

  /// What came of writing.
  sealed interface Written {
    /// - Units: bytes.
    record Good(long sizeBytes) implements Written {}

    /// The file cannot take metadata, today or tomorrow: broken, or another format than its name
    /// says.
    record Refused(String cause) implements Written {}
  }
}
