package atelier.media;

import atelier.OutsideException;

/// A tool failed, died, or took too long; another try may succeed. What it was making is removed.
public final class MediaException extends OutsideException {
  public MediaException(String message, Throwable cause) {
    super(message, cause);
  }

  public MediaException(String message) {
    super(message, null);
  }
}
