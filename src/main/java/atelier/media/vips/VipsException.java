package atelier.media.vips;

/// What libvips said when a call failed.
final class VipsException extends Exception {
  VipsException(String message) {
    super(message.strip());
  }
}
