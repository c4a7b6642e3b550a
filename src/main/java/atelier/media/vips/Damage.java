package atelier.media.vips;

import java.util.List;
import java.util.Locale;

/// Says in a person's words what is wrong with a file that libvips cannot read to its end.
final class Damage {
  /// Where the file lies, which some loaders say first, is nobody's business.
  private static final String PLACE = "^/.*/[^/]+?: ";

  private static final List<String> SIGNS_OF_THE_END =
      List.of(
          "premature end",
          "read error",
          "not enough data",
          "end of file",
          "unexpected eof",
          "truncated",
          "short read",
          "unable to read");
  private static final List<String> SIGNS_OF_LITTLE_MEMORY =
      List.of("out of memory", "insufficient memory", "unable to allocate", "cannot allocate");
  private static final long PERCENT = 100;

  private Damage() {}

  /// Whether it is not the file that is to blame.
  static boolean isLackOfMemory(String message) {
    return mentions(message, SIGNS_OF_LITTLE_MEMORY);
  }

  /// - Shape: `truncated JPEG: 59 % of the rows could be read`.
  static String rows(Format format, int readable, Picture picture, String message)
      throws VipsException {
    int height = picture.size().height();
    String what = (looksCut(message) ? "truncated " : "damaged ") + format.label();
    if (readable == 0) {
      return picture.number("jpeg-multiscan", 0) > 0 || picture.number("interlaced", 0) > 0
          ? what + ": it is progressive, and not all of its passes could be read"
          : what + ": none of its rows could be read";
    }
    return "%s: %d %% of the rows could be read".formatted(what, readable * PERCENT / height);
  }

  static String header(Format format, String message) {
    String what = (looksCut(message) ? "truncated " : "damaged ") + format.label();
    return "%s: its header could not be read (%s)"
        .formatted(what, firstLine(message).replaceAll(PLACE, ""));
  }

  private static boolean looksCut(String message) {
    return mentions(message, SIGNS_OF_THE_END);
  }

  private static boolean mentions(String message, List<String> signs) {
    String lower = message.toLowerCase(Locale.ROOT);
    return signs.stream().anyMatch(lower::contains);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
