package atelier.media.vips;

/// The source cannot become a picture; the message is for a person.
final class RefusedException extends Exception {
  RefusedException(String cause) {
    super(cause);
  }
}
