package atelier.app;

import org.jspecify.annotations.Nullable;

/// The program cannot start as it was asked to; the message says what is wrong and what to do.
public final class StartException extends RuntimeException {
  StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
