package atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.Output;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import atelier.media.office.Office;
import atelier.media.poppler.Poppler;
import atelier.media.vips.VipsImages;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PDF files from sources of every kind, through the real tools, read by poppler's commands.
class PdfMakerIT {
  private static final Containment CONTAINMENT = Containment.probe();
  private static final VipsImages IMAGES =
      new VipsImages(
          VipsImages.Settings.of(1), CONTAINMENT, new MemoryGate(1L << 30, "workers.tools.memory"));

  @TempDir private static Path shared;
  private static Office office;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    office = new Office(Office.Settings.of(1), CONTAINMENT, shared);
  }

  @AfterAll
  static void close() {
    office.close();
    IMAGES.close();
  }

  @Test
  void a_picture_gets_a_page_of_its_shape() throws Exception {
    Path picture = folder.resolve("p.png");
    Shell.run("convert", "-size", "2000x1000", "xc:red", picture.toString());

    Made made = make(picture, "image/png", MediaType.IMAGE);

    assertThat(made).isEqualTo(new Made.Good(0, 0, Files.size(target()), "application/pdf"));
    assertThat(Shell.run("pdfinfo", target().toString()))
        .containsPattern("Pages: +1\n")
        .containsPattern("Page size: +842 x 421 pts");
    assertThat(Shell.run("pdfimages", "-list", target().toString())).contains("2000  1000  rgb");
    Shell.run("qpdf", "--check", target().toString());
  }

  @Test
  void a_grey_picture_stays_grey() throws Exception {
    Path picture = folder.resolve("g.png");
    Shell.run("convert", "-size", "60x90", "gradient:white-black", picture.toString());

    make(picture, "image/png", MediaType.IMAGE);

    assertThat(Shell.run("pdfimages", "-list", target().toString())).contains("60    90  gray");
  }

  @Test
  void a_document_and_a_pdf_of_it_become_the_same_pdf() throws Exception {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear reader");

    make(letter, "text/plain", MediaType.DOCUMENT);
    Path first = Files.move(target(), folder.resolve("first.pdf"));
    make(first, "application/pdf", MediaType.DOCUMENT);

    assertThat(target()).hasSameBinaryContentAs(first);
    assertThat(Shell.run("pdftotext", target().toString(), "-")).contains("Dear reader");
  }

  @Test
  void the_text_of_any_document_is_told_without_odd_signs() throws Exception {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear reader\n".repeat(120));
    var text = new DocumentWords(poppler(), office, folder, 5);

    assertThat(text.of(letter, "text/plain").orElseThrow())
        .startsWith("Dear reader")
        .endsWith("Dear reader")
        .doesNotContain("\f");
    assertThat(text.of(letter, "image/png")).isEmpty();
  }

  @Test
  void no_more_pages_are_told_than_wanted() throws Exception {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear\n".repeat(200) + "Yours\n");

    var first = new DocumentWords(poppler(), office, folder, 1).of(letter, "text/plain");
    var all = new DocumentWords(poppler(), office, folder, 20).of(letter, "text/plain");

    assertThat(first.orElseThrow()).contains("Dear").doesNotContain("Yours");
    assertThat(all.orElseThrow()).endsWith("Yours");
  }

  @Test
  void a_file_of_no_known_type_becomes_one_only_when_it_is_a_document() throws Exception {
    Path letter = Files.writeString(folder.resolve("letter"), "{\\rtf1 Dear reader}");
    Path noise = Files.write(folder.resolve("noise"), new byte[] {1, 0, 2, 0});

    assertThat(make(letter, "application/octet-stream", MediaType.UNKNOWN))
        .isInstanceOf(Made.Good.class);
    assertThat(make(noise, "application/octet-stream", MediaType.UNKNOWN))
        .isEqualTo(new Made.Refused("no document that can be read"));
    assertThat(target()).doesNotExist();
  }

  @Test
  void a_broken_pdf_is_not_copied() throws Exception {
    Path broken = Files.writeString(folder.resolve("b.pdf"), "%PDF-1.4\nrubbish");

    assertThat(make(broken, "application/pdf", MediaType.DOCUMENT))
        .isInstanceOf(Made.Refused.class);
    assertThat(target()).doesNotExist();
  }

  private Poppler poppler() {
    return new Poppler(Poppler.usualLimits(), CONTAINMENT, folder);
  }

  private Path target() {
    return folder.resolve("target.pdf");
  }

  private Made make(Path source, String mime, MediaType type) throws InterruptedException {
    return new PdfMaker(poppler(), office, IMAGES, folder.resolve("temporary"))
        .make(new Order(source, mime, type, new Output.Pdf(), target()), Progress.IGNORED);
  }
}
