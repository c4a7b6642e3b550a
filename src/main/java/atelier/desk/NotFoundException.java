package atelier.desk;

/// What was asked for does not exist; the message says what there is instead, or where to look.
public final class NotFoundException extends RuntimeException {
  public NotFoundException(String message) {
    super(message);
  }
}
