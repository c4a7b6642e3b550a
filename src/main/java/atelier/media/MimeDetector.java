package atelier.media;

import java.nio.file.Path;

/// Tells what a file is.
public interface MimeDetector {
  /// The MIME type, by name first where the library's rules say so, else by content.
  ///
  /// - Shape: `name` is the name the file was brought under; `application/octet-stream` when
  ///   nothing fits.
  /// - Errors: [MediaException] when the file cannot be read.
  /// - Source: `docs/phraseanet.md`, media types.
  String detect(Path file, String name);
}
