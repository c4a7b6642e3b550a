package atelier.queue;

/// A message that no retry can cure: no JSON, no known type, a field missing or of the wrong type.
public final class BadMessageException extends RuntimeException {
  public BadMessageException(String message) {
    super(message);
  }
}
