package atelier.media.exiftool;

import atelier.media.TagChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The arguments by which exiftool writes tags.
///
/// - Values go as HTML entities (`-E`): a line end or any other character of a value cannot end an
///   argument.
/// - IPTC is written as UTF-8. What a file already has there in another encoding is read and
///   written anew, so that it is not read as UTF-8 from then on.
/// - Source: exiftool(1); exiftool FAQ 10 and 18, <https://exiftool.org/faq.html>.
final class WriteArguments {
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_-]+:[A-Za-z0-9_-]+");
  private static final double INCHES_PER_METRE = 1 / 0.0254;

  private WriteArguments() {}

  static boolean isTag(String text) {
    return TAG.matcher(text).matches();
  }

  /// IPTC is written, and what the file has of it besides stays.
  static boolean keepsIptc(TagChanges changes) {
    return !changes.eraseFirst()
        && changes.tags().keySet().stream().anyMatch(WriteArguments::isIptc);
  }

  /// - Shape: `utf8` = the file's IPTC texts are UTF-8 without saying so.
  /// - Errors: [IllegalArgumentException] for a name that is no tag.
  static List<String> of(TagChanges changes, boolean utf8, String file) {
    var arguments = new ArrayList<>(List.of("-E", "-charset", "UTF8", "-m", "-P"));
    if (utf8) {
      arguments.addAll(List.of("-charset", "iptc=UTF8"));
    }
    if (changes.eraseFirst()) {
      arguments.addAll(List.of("-all:all=", "--icc_profile:all"));
    }
    if (changes.tags().keySet().stream().anyMatch(WriteArguments::isIptc)) {
      addIptcEncoding(changes, arguments);
    }
    changes.tags().forEach((tag, values) -> addTag(arguments, tag, values));
    if (changes.dpi() > 0) {
      addResolution(arguments, changes.dpi());
    }
    arguments.addAll(List.of("-overwrite_original", file));
    return arguments;
  }

  private static void addIptcEncoding(TagChanges changes, List<String> arguments) {
    if (!changes.eraseFirst()) {
      arguments.addAll(List.of("-tagsFromFile", "@", "-IPTC:all"));
      changes.tags().keySet().stream()
          .filter(WriteArguments::isIptc)
          .forEach(tag -> arguments.add("--" + tag));
    }
    arguments.add("-codedcharacterset=utf8");
  }

  private static void addTag(List<String> arguments, String tag, List<String> values) {
    if (!isTag(tag)) {
      throw new IllegalArgumentException("\"" + tag + "\" is no tag: expected Group:Tag");
    }
    if (values.isEmpty()) {
      arguments.add("-" + tag + "=");
    }
    values.forEach(value -> arguments.add("-" + tag + "=" + encoded(value)));
  }

  /// In every place where a reader may look: EXIF, JFIF, PNG's own. A format passes over what is
  /// not its own.
  private static void addResolution(List<String> arguments, int dpi) {
    long perMetre = Math.round(dpi * INCHES_PER_METRE);
    arguments.addAll(
        List.of(
            "-XResolution=" + dpi,
            "-YResolution=" + dpi,
            "-ResolutionUnit=inches",
            "-JFIF:XResolution=" + dpi,
            "-JFIF:YResolution=" + dpi,
            "-JFIF:ResolutionUnit=inches",
            "-PNG-pHYs:PixelsPerUnitX=" + perMetre,
            "-PNG-pHYs:PixelsPerUnitY=" + perMetre,
            "-PNG-pHYs:PixelUnits=meters"));
  }

  private static boolean isIptc(String tag) {
    return tag.toUpperCase(Locale.ROOT).startsWith("IPTC:");
  }

  /// - A blank at the beginning too: exiftool takes one away behind `=`.
  static String encoded(String value) {
    var encoded = new StringBuilder();
    value
        .codePoints()
        .forEach(
            point -> {
              if (point == '&') {
                encoded.append("&amp;");
              } else if (point < ' ' || point == 0x7f || (point == ' ' && encoded.isEmpty())) {
                encoded.append("&#").append(point).append(';');
              } else {
                encoded.appendCodePoint(point);
              }
            });
    return encoded.toString();
  }
}
