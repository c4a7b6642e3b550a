package atelier.media.exiftool;

import atelier.media.MediaException;
import atelier.media.MetadataTool.Written;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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
          "binary zeros",
          "xref table",
          "password");

  private static final String ERROR = "Error: ";
  private static final String WARNING = "Warning: ";

  /// What exiftool says when a writer of its own gives up. Its reason comes before, as a warning: a
  /// cut-off PNG has `Truncated PNG image`, a full disk none.
  private static final String GIVEN_UP = "Error writing output file";

  private WriteVerdict() {}

  /// - Errors: [MediaException] when the fault is outside the file.
  static Written of(Exiftool.Reply reply, Path file) {
    if (reply.output().contains("1 image files updated")
        || reply.output().contains("1 image files unchanged")) {
      return new Written.Good(0);
    }
    Optional<String> error = said(reply, ERROR).findFirst();
    Optional<String> fault =
        error.filter(GIVEN_UP::equals).isPresent()
            ? said(reply, WARNING).filter(WriteVerdict::isOfTheFile).findFirst()
            : error.filter(WriteVerdict::isOfTheFile);
    if (fault.isPresent()) {
      return new Written.Refused("metadata cannot be written: " + fault.get());
    }
    throw MediaException.of(
        "exiftool",
        reply.errors(),
        "exiftool did not write metadata into " + file + ": " + reply.errors().strip(),
        null);
  }

  private static Stream<String> said(Exiftool.Reply reply, String kind) {
    return reply
        .errors()
        .lines()
        .filter(line -> line.startsWith(kind))
        .map(line -> plain(line.substring(kind.length())));
  }

  private static boolean isOfTheFile(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return FAULTS_OF_THE_FILE.stream().anyMatch(lower::contains);
  }

  /// Without the file's name, which is one of ours; and without the escapes that the words of
  /// exiftool get together with values that are escaped.
  private static String plain(String line) {
    int name = line.lastIndexOf(" - /");
    return (name < 0 ? line : line.substring(0, name))
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }
}
