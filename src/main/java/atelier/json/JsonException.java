package atelier.json;

/// A text that is not the JSON it should be. The message names the place, not the content.
public final class JsonException extends RuntimeException {
  JsonException(String message) {
    super(message);
  }
}
