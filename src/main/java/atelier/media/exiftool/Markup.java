package atelier.media.exiftool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Text in XML or HTML. exiftool takes any XML for its own kind of metadata, which it replaces as a
/// whole: nothing of a document would be left.
final class Markup {
  /// More than the blanks that anybody puts before it.
  private static final int HEAD_BYTES = 1024;

  private Markup() {}

  static boolean isIn(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    for (byte each : head) {
      if (each == '<') {
        return true;
      }
      if (!isBefore(each)) {
        return false;
      }
    }
    return false;
  }

  /// Blanks, and what marks the encoding: EF BB BF, FF FE, FE FF, and the other half of UTF-16.
  private static boolean isBefore(byte each) {
    return switch (each & 0xff) {
      case 0, '\t', '\n', '\r', ' ', 0xef, 0xbb, 0xbf, 0xfe, 0xff -> true;
      default -> false;
    };
  }
}
