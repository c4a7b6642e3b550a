package atelier.media;

import java.nio.file.Path;
import java.util.Optional;

/// Reads the text of a document.
///
/// - Errors: [MediaException] when the tool failed in a way that another try may cure.
/// - Thread-safe.
@FunctionalInterface
public interface DocumentText {
  /// Reads nothing.
  DocumentText NONE = (_, _) -> Optional.empty();

  /// The text of a file; empty when it has none, or is of a kind that this one does not read.
  Optional<String> of(Path file, String mime) throws InterruptedException;
}
