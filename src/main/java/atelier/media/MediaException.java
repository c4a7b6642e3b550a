package atelier.media;

import atelier.OutsideException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A tool failed, died, or took too long; another try may succeed. What it was making is removed.
public final class MediaException extends OutsideException {
  private final Optional<ToolWords> words;

  public MediaException(String message, Throwable cause) {
    this(message, cause, Optional.empty());
  }

  public MediaException(String message) {
    this(message, null, Optional.empty());
  }

  private MediaException(String message, @Nullable Throwable cause, Optional<ToolWords> words) {
    super(message, cause);
    this.words = words;
  }

  /// A tool that failed, with what it said.
  public static MediaException of(
      String tool, String output, String message, @Nullable Throwable cause) {
    return new MediaException(message, cause, Optional.of(new ToolWords(tool, output)));
  }

  @Override
  public Optional<ToolWords> toolWords() {
    return words;
  }
}
