package atelier;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something outside the house failed, so another try may succeed: a database, a broker, a tool, a
/// disk.
///
/// Each port has its own kind. The engine tries a job again after any of them, and gives it up
/// after any other exception.
public abstract class OutsideException extends RuntimeException {
  protected OutsideException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// What the tool that failed said, when it was one.
  public Optional<ToolWords> toolWords() {
    return Optional.empty();
  }

  /// A tool and the end of its output.
  public record ToolWords(String tool, String output) {}
}
