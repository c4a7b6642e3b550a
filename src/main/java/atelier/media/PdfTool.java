package atelier.media;

import java.nio.file.Path;

/// Looks into PDF files.
///
/// - Errors: [MediaException] when the tool failed in a way that another try may cure. What is
///   wrong with the file is a value.
/// - Thread-safe: takes as many calls as come.
public interface PdfTool {
  /// Whether a file's content begins as a PDF does, whatever its name says.
  ///
  /// - Shape: false for what cannot be read.
  boolean isPdf(Path file);

  /// Whether it opens, has pages, and shows the first one.
  Look look(Path pdf) throws InterruptedException;

  /// The text of the first `maxPages` pages, a form feed after each.
  ///
  /// - Shape: empty when there is none, when it may not be copied out, or when the file cannot be
  ///   opened.
  String text(Path pdf, int maxPages) throws InterruptedException;

  /// What came of looking.
  sealed interface Look {
    /// - Shape: `pages` at least 1.
    record Good(int pages) implements Look {}

    /// It cannot be opened, today or tomorrow; `cause` for a person.
    record Refused(String cause) implements Look {}
  }
}
