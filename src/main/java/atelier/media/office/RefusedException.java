package atelier.media.office;

/// The source is no document that can be read; the message is for a person.
final class RefusedException extends Exception {
  RefusedException(String cause) {
    super(cause);
  }
}
