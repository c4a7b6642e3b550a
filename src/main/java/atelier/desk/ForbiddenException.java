package atelier.desk;

/// Somebody asked for what their role does not allow.
public final class ForbiddenException extends RuntimeException {
  public ForbiddenException(String message) {
    super(message);
  }
}
