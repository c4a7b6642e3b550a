package atelier.media;

import java.nio.file.Path;

/// Makes PDF files from what an office program can read: letters, tables, slides, plain text.
///
/// - Errors: [MediaException] when the program failed in a way that another try may cure. What is
///   wrong with the source is a value, [Converted.Refused].
/// - Thread-safe: takes as many calls as come, and lets them wait for a free program.
public interface DocumentConverter {
  /// Writes `source` to `target` as a PDF.
  ///
  /// - Shape: what `source` is says its content; `mime` only tells kinds of plain text apart.
  ///   `source` is never changed. `target` is not there after anything but [Converted.Good], and is
  ///   not looked into here.
  Converted toPdf(Path source, String mime, Pages pages, Path target) throws InterruptedException;

  /// How much of it.
  enum Pages {
    FIRST,
    ALL
  }

  /// What came of it.
  sealed interface Converted {
    record Good() implements Converted {}

    /// It cannot become a PDF, today or tomorrow; `cause` for a person.
    record Refused(String cause) implements Converted {}
  }
}
