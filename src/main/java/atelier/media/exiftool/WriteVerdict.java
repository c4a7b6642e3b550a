package atelier.media.exiftool;

import atelier.media.MediaException;
import atelier.media.MetadataTool.Written;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What exiftool's words about a write mean.
final class WriteVerdict {
  /// Faults of the file, which another try would meet again.
  private static final List<String> FAULTS_OF_THE_FILE =
      List.of(
          "looks more like",
          "not a valid",
          "file format error",
          "unknown file type",
          "not supported",
          "not yet supported",
          "does not yet support",
          "stream is not writable",
          "can't currently write",
          "corrupt",
          "truncated",
          "invalid",
          "bad format",
          "unexpected end",
          "error reading",
          "format error",
          "is encrypted",
          "password");

  private static final String ERROR = "Error: ";

  private WriteVerdict() {}

  /// - Errors: [MediaException] when the fault is outside the file.
  static Written of(Exiftool.Reply reply, Path file) {
    if (reply.output().contains("1 image files updated")
        || reply.output().contains("1 image files unchanged")) {
      return new Written.Good(0);
    }
    String cause =
        reply
            .errors()
            .lines()
            .filter(line -> line.startsWith(ERROR))
            .findFirst()
            .map(line -> plain(line))
            .orElse("");
    String lower = cause.toLowerCase(Locale.ROOT);
    if (FAULTS_OF_THE_FILE.stream().anyMatch(lower::contains)) {
      return new Written.Refused("metadata cannot be written: " + cause);
    }
    throw MediaException.of(
        "exiftool",
        reply.errors(),
        "exiftool did not write metadata into " + file + ": " + reply.errors().strip(),
        null);
  }

  /// Without `Error: ` and the file's name, which is one of ours; and without the escapes that the
  /// words of exiftool get together with values that are escaped.
  private static String plain(String line) {
    int name = line.lastIndexOf(" - /");
    return (name < 0 ? line : line.substring(0, name))
        .substring(ERROR.length())
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }
}
