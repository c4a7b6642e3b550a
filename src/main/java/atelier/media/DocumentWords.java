package atelier.media;

import atelier.library.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The words of a document: of a PDF as it is, of others by way of a PDF of them.
///
/// - Thread-safe, as its parts are.
/// - Source: `docs/phraseanet.md`, caption at creation.
public final class DocumentWords implements DocumentText {
  private static final Logger log = LoggerFactory.getLogger(DocumentWords.class);

  private final PdfTool pdfs;
  private final DocumentConverter documents;
  private final Path temporary;
  private final int pages;

  /// - Shape: a PDF in between lies in `temporary`, and is gone afterwards; the first `pages` are
  ///   read.
  public DocumentWords(PdfTool pdfs, DocumentConverter documents, Path temporary, int pages) {
    this.pdfs = pdfs;
    this.documents = documents;
    this.temporary = temporary;
    this.pages = pages;
  }

  /// The text of the first pages.
  ///
  /// - Shape: empty for what is no document, for one that cannot be read, and when a tool failed:
  ///   nobody shall be kept from bringing a file because of its words. The log tells of it.
  @Override
  public Optional<String> of(Path file, String mime) throws InterruptedException {
    try {
      return Optional.of(words(file, mime)).filter(words -> !words.isBlank());
    } catch (MediaException e) {
      log.warn("the text of a document could not be read", e);
      return Optional.empty();
    }
  }

  private String words(Path file, String mime) throws InterruptedException {
    if (pdfs.isPdf(file)) {
      return plain(pdfs.text(file, pages));
    }
    return DocumentStills.isForOffice(mime, MediaType.ofMime(mime)) ? converted(file, mime) : "";
  }

  /// Without the signs that XML, in which captions are kept too, has no place for.
  private static String plain(String text) {
    return text.replaceAll("\\R|\\f", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "").strip();
  }

  private String converted(Path file, String mime) throws InterruptedException {
    Path pdf = null;
    try {
      pdf = Files.createTempFile(Files.createDirectories(temporary), "text-", ".pdf");
      return documents.toPdf(file, mime, DocumentConverter.Pages.ALL, pdf)
              instanceof DocumentConverter.Converted.Good
          ? plain(pdfs.text(pdf, pages))
          : "";
    } catch (IOException e) {
      throw new MediaException("no PDF in between can be made: " + temporary, e);
    } finally {
      remove(pdf);
    }
  }

  private static void remove(@Nullable Path pdf) {
    try {
      if (pdf != null) {
        Files.deleteIfExists(pdf);
      }
    } catch (IOException e) {
      throw new MediaException("a PDF in between could not be removed: " + pdf, e);
    }
  }
}
