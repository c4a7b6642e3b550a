package atelier.media;

import atelier.library.MediaType;
import java.nio.file.Path;
import java.util.Set;

/// Takes the first page out of a document, by way of a PDF of it.
///
/// - Thread-safe, as its parts are.
public final class DocumentStills implements StillTaker {
  /// Documents that no office program reads.
  private static final Set<String> OTHERS = Set.of("application/pdf", "application/x-indesign");

  private final DocumentConverter documents;
  private final StillTaker pages;

  /// - Shape: `pages` takes a page out of a PDF.
  public DocumentStills(DocumentConverter documents, StillTaker pages) {
    this.documents = documents;
    this.pages = pages;
  }

  @Override
  public boolean reads(SubdefMaker.Order order) {
    return isForOffice(order.sourceMime(), order.sourceType());
  }

  static boolean isForOffice(String mime, MediaType type) {
    return type == MediaType.DOCUMENT && !OTHERS.contains(mime);
  }

  @Override
  public Still take(SubdefMaker.Order order, Path folder, Progress progress)
      throws InterruptedException {
    Path pdf = folder.resolve("document.pdf");
    return switch (documents.toPdf(
        order.source(), order.sourceMime(), DocumentConverter.Pages.FIRST, pdf)) {
      case DocumentConverter.Converted.Refused(String cause) -> new Still.Refused(cause);
      case DocumentConverter.Converted.Good() ->
          pages.take(order.from(pdf, "application/pdf", MediaType.DOCUMENT), folder, progress);
    };
  }
}
