package atelier.media;

import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Makes PDF files: a PDF is copied, a document converted, a picture put on a page.
///
/// - Thread-safe, as its parts are.
/// - Source: `docs/phraseanet.md`, document outputs.
public final class PdfMaker implements SubdefMaker {
  private static final String PDF = "application/pdf";
  private static final Set<MediaType> SOURCES =
      Set.of(MediaType.IMAGE, MediaType.DOCUMENT, MediaType.UNKNOWN);

  /// The longer side of A4 at 300 dots an inch.
  private static final int LONGEST_PIXELS = 3508;

  private static final Output.Image ON_A_PAGE =
      new Output.Image(LONGEST_PIXELS, 300, true, true, 90, ImageCodec.JPEG);

  private final PdfTool pdfs;
  private final DocumentConverter documents;
  private final SubdefMaker pictures;
  private final Path temporary;

  /// - Shape: `pictures` makes JPEGs from pictures of all kinds.
  public PdfMaker(PdfTool pdfs, DocumentConverter documents, SubdefMaker pictures, Path temporary) {
    this.pdfs = pdfs;
    this.documents = documents;
    this.pictures = pictures;
    this.temporary = temporary;
  }

  @Override
  public boolean makes(Order order) {
    return order.output() instanceof Output.Pdf && SOURCES.contains(order.sourceType());
  }

  @Override
  public Made make(Order order, Progress progress) throws InterruptedException {
    if (!Files.isReadable(order.source())) {
      throw new MediaException("the source file is missing or not readable: " + order.source());
    }
    boolean good = false;
    try {
      Made made = written(order, progress);
      good = made instanceof Made.Good;
      return made;
    } catch (IOException e) {
      throw new MediaException("the PDF could not be written: " + order.target(), e);
    } finally {
      if (!good) {
        remove(order.target());
      }
    }
  }

  private Made written(Order order, Progress progress) throws IOException, InterruptedException {
    if (order.sourceMime().equals(PDF) || pdfs.isPdf(order.source())) {
      return copied(order);
    }
    return order.sourceType() == MediaType.IMAGE ? onAPage(order, progress) : converted(order);
  }

  private Made copied(Order order) throws IOException, InterruptedException {
    if (pdfs.look(order.source()) instanceof PdfTool.Look.Refused(String cause)) {
      return new Made.Refused(cause);
    }
    Files.copy(order.source(), order.target(), StandardCopyOption.REPLACE_EXISTING);
    return kept(order.target());
  }

  private Made converted(Order order) throws IOException, InterruptedException {
    return switch (documents.toPdf(
        order.source(), order.sourceMime(), DocumentConverter.Pages.ALL, order.target())) {
      case DocumentConverter.Converted.Refused(String cause) -> new Made.Refused(cause);
      case DocumentConverter.Converted.Good() -> checked(order.target());
    };
  }

  private Made onAPage(Order order, Progress progress) throws IOException, InterruptedException {
    Path jpeg = Files.createTempFile(Files.createDirectories(temporary), "page-", ".jpg");
    try {
      var picture =
          new Order(order.source(), order.sourceMime(), order.sourceType(), ON_A_PAGE, jpeg);
      return switch (pictures.make(picture, progress)) {
        case Made.Refused refused -> refused;
        case Made.Good _ -> {
          JpegPdf.write(jpeg, order.target());
          yield checked(order.target());
        }
      };
    } finally {
      Files.deleteIfExists(jpeg);
    }
  }

  private Made checked(Path target) throws IOException, InterruptedException {
    if (pdfs.look(target) instanceof PdfTool.Look.Refused(String cause)) {
      throw new MediaException("what was written is no good PDF: " + cause);
    }
    return kept(target);
  }

  private static Made kept(Path target) throws IOException {
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.force(true);
      return new Made.Good(0, 0, channel.size(), PDF);
    }
  }

  private static void remove(Path target) {
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      throw new MediaException("the unfinished PDF could not be removed: " + target, e);
    }
  }
}
