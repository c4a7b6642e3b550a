package atelier.media.poppler;

import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.Limits;
import atelier.media.MediaException;
import atelier.media.PdfTool;
import atelier.media.Progress;
import atelier.media.ShortTool;
import atelier.media.StillTaker;
import atelier.media.SubdefMaker.Order;
import atelier.media.ToolRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads PDF files with pdfinfo, pdftoppm and pdftotext.
///
/// - Shape: a page is drawn as its reader would show it: cropped, turned, on white paper, at the
///   size that is asked, be it larger or smaller than the paper. Illustrator's files are taken too
///   when there is a PDF in them, which is so unless their author chose otherwise.
/// - Thread-safe: it never changes.
/// - Source: pdfinfo(1), pdftoppm(1), pdftotext(1).
public final class Poppler implements PdfTool, StillTaker {
  private static final String PACKAGE = "apt-get install poppler-utils";
  private static final String PDF = "application/pdf";

  /// The names under which a PDF may come beside its own.
  private static final Set<String> PERHAPS_PDF =
      Set.of("application/illustrator", "application/postscript");

  private static final String MAGIC = "%PDF-";

  /// Readers look for the magic in the first kilobyte, so what stands before it is no fault.
  private static final int MAGIC_WITHIN = 1024;

  private static final int LOOK_PIXELS = 64;

  /// pdftotext's word for: the author does not allow it.
  private static final int NOT_ALLOWED = 3;

  private static final Pattern PAGES = Pattern.compile("(?m)^Pages:\\s+(\\d{1,9})$");

  private final ShortTool info;
  private final ShortTool draw;
  private final ShortTool words;
  private final Path temporary;

  /// - Shape: what is drawn only to be looked at lies in `temporary`, and is gone afterwards.
  /// - Units: the limits are for each call of a tool.
  public Poppler(Limits limits, Containment containment, Path temporary) {
    var run = new ToolRun(containment);
    this.info = new ShortTool("pdfinfo", PACKAGE, limits, run);
    this.draw = new ShortTool("pdftoppm", PACKAGE, limits, run);
    this.words = new ShortTool("pdftotext", PACKAGE, limits, run);
    this.temporary = temporary;
  }

  /// 60 s and 2 GiB of memory.
  public static Limits usualLimits() {
    return Limits.within(Duration.ofSeconds(60));
  }

  @Override
  public boolean reads(Order order) {
    return order.sourceMime().equals(PDF)
        || (PERHAPS_PDF.contains(order.sourceMime()) && isPdf(order.source()));
  }

  @Override
  public Still take(Order order, Path folder, Progress progress) throws InterruptedException {
    if (!(order.output() instanceof Output.Image image)) {
      throw new IllegalArgumentException("a page becomes a picture and nothing else");
    }
    return switch (open(order.source())) {
      case Look.Refused(String cause) -> new Still.Refused(cause);
      case Look.Good _ -> drawn(order.source(), folder, image.sizePixels());
    };
  }

  @Override
  public Look look(Path pdf) throws InterruptedException {
    Look opened = open(pdf);
    if (!(opened instanceof Look.Good)) {
      return opened;
    }
    Path folder = folder();
    try {
      return drawn(pdf, folder, LOOK_PIXELS) instanceof Still.Refused(String cause)
          ? new Look.Refused(cause)
          : opened;
    } finally {
      remove(folder);
    }
  }

  @Override
  public String text(Path pdf, int maxPages) throws InterruptedException {
    if (!(open(pdf) instanceof Look.Good)) {
      return "";
    }
    ToolRun.Ended ended =
        words.run(
            List.of("-f", "1", "-l", Integer.toString(maxPages), "-enc", "UTF-8", path(pdf), "-"));
    if (!ended.isGood() && ended.exitCode() != NOT_ALLOWED) {
      throw words.failed(ended, "the text of the PDF could not be read: " + ended.errors());
    }
    return ended.output().strip();
  }

  @Override
  public boolean isPdf(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(MAGIC_WITHIN), StandardCharsets.ISO_8859_1);
      return head.contains(MAGIC);
    } catch (IOException _) {
      return false; // Whoever takes it will say what is wrong.
    }
  }

  private Look open(Path pdf) throws InterruptedException {
    if (!Files.isReadable(pdf)) {
      throw new MediaException("the source file is missing or not readable: " + pdf);
    }
    ToolRun.Ended ended = info.run(List.of(path(pdf)));
    if (ended.errors().contains("Incorrect password")) {
      return new Look.Refused("the PDF is protected by a password");
    }
    Matcher pages = PAGES.matcher(ended.output());
    if (ended.isGood() && pages.find()) {
      int count = Integer.parseInt(pages.group(1));
      if (count > 0) {
        return new Look.Good(count);
      }
    }
    if (!isPdf(pdf)) {
      return new Look.Refused("not a PDF: the content is something else");
    }
    return new Look.Refused("broken PDF: " + complaint(ended, "it has no page"));
  }

  private Still drawn(Path pdf, Path folder, int pixels) throws InterruptedException {
    Path page = folder.resolve("page.png");
    ToolRun.Ended ended =
        draw.run(
            List.of(
                "-f",
                "1",
                "-l",
                "1",
                "-singlefile",
                "-cropbox",
                "-scale-to",
                Integer.toString(pixels),
                "-png",
                path(pdf),
                path(folder.resolve("page"))));
    try {
      return ended.isGood() && Files.exists(page) && Files.size(page) > 0
          ? new Still.Taken(page, "image/png")
          : new Still.Refused(
              "the first page of the PDF cannot be drawn: " + complaint(ended, "no reason given"));
    } catch (IOException e) {
      throw new MediaException("the drawn page could not be read: " + page, e);
    }
  }

  private static String complaint(ToolRun.Ended ended, String otherwise) {
    return ended
        .errors()
        .lines()
        .filter(line -> line.contains("Error"))
        .map(line -> line.replaceFirst("^.*?Error[^:]*: ", ""))
        .findFirst()
        .orElse(otherwise);
  }

  /// Absolute, so that it does not begin like an option.
  private static String path(Path file) {
    return file.toAbsolutePath().toString();
  }

  private Path folder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(temporary), "page-");
    } catch (IOException e) {
      throw new MediaException("no folder to draw a page in can be made: " + temporary, e);
    }
  }

  private static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve("page.png"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new MediaException("a drawn page could not be removed: " + folder, e);
    }
  }
}
