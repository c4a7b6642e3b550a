package atelier.media.poppler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.MediaException;
import atelier.media.PdfTool.Look;
import atelier.media.Progress;
import atelier.media.StillTaker.Still;
import atelier.media.SubdefMaker.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages and texts through the real poppler; PDF files written by hand, pictures read by
/// ImageMagick.
class PopplerIT {
  /// A red page of 200 x 100 points with words, its left quarter cropped away.
  private static final String PAGE =
      """
      %PDF-1.4
      1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
      2 0 obj <</Type/Pages/Kids[3 0 R 3 0 R 3 0 R]/Count 3>> endobj
      3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/CropBox[50 0 200 100]/Rotate ROTATION
        /Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
      4 0 obj <</Length 102>> stream
      0 0 1 rg 0 0 50 100 re f 1 0 0 rg 50 0 75 100 re f
      0 g BT /F 12 Tf 60 40 Td (Bonjour la page) Tj ET
      endstream endobj
      5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
      trailer <</Root 1 0 R>>
      """;

  @TempDir Path folder;
  private Poppler poppler;

  @BeforeEach
  void prepare() {
    poppler = new Poppler(Poppler.usualLimits(), Containment.probe(), folder.resolve("temporary"));
  }

  @Test
  void the_first_page_is_drawn_cropped_at_the_size_that_is_asked() throws Exception {
    Path picture = taken(pdf("plain.pdf", 0), 600);

    assertThat(Shell.run("identify", "-format", "%m %w x %h %A", picture.toString()))
        .isEqualTo("PNG 600 x 400 False");
    assertThat(pixel(picture, 20, 20)).isEqualTo("255 0 0");
    assertThat(pixel(picture, 580, 20)).as("paper").isEqualTo("255 255 255");
  }

  @Test
  void a_turned_page_is_upright_and_fits_too() throws Exception {
    Path picture = taken(pdf("turned.pdf", 90), 600);

    assertThat(Shell.run("identify", "-format", "%w x %h", picture.toString()))
        .isEqualTo("400 x 600");
    assertThat(pixel(picture, 20, 20)).isEqualTo("255 0 0");
    assertThat(pixel(picture, 20, 580)).as("paper").isEqualTo("255 255 255");
  }

  @Test
  void a_pdf_inside_an_illustrator_file_is_read_and_postscript_is_not() throws Exception {
    Path modern = Files.copy(pdf("a.pdf", 0), folder.resolve("modern.ai"));
    Path old = Files.writeString(folder.resolve("old.ai"), "%!PS-Adobe-3.0\n");

    assertThat(poppler.reads(order(modern, "application/illustrator", 100))).isTrue();
    assertThat(poppler.reads(order(old, "application/illustrator", 100))).isFalse();
  }

  @Test
  void the_text_of_some_pages_is_told() throws Exception {
    String text = poppler.text(pdf("words.pdf", 0), 2);

    assertThat(text.split("Bonjour la page", -1)).hasSize(3);
  }

  @Test
  void a_password_is_named_as_the_cause() throws Exception {
    Path locked = folder.resolve("locked.pdf");
    Shell.run(
        "qpdf", "--encrypt", "user", "owner", "256", "--", whole().toString(), locked.toString());

    assertThat(take(locked, 100))
        .isEqualTo(new Still.Refused("the PDF is protected by a password"));
    assertThat(poppler.look(locked))
        .isEqualTo(new Look.Refused("the PDF is protected by a password"));
    assertThat(poppler.text(locked, 5)).isEmpty();
  }

  @Test
  void an_owners_password_keeps_nobody_from_looking() throws Exception {
    Path guarded = folder.resolve("guarded.pdf");
    Shell.run(
        "qpdf",
        "--encrypt",
        "",
        "owner",
        "256",
        "--extract=n",
        "--",
        whole().toString(),
        guarded.toString());

    assertThat(take(guarded, 100)).isInstanceOf(Still.Taken.class);
    assertThat(poppler.look(guarded)).isEqualTo(new Look.Good(3));
  }

  @Test
  void what_is_broken_or_something_else_is_refused_with_its_cause() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.pdf"), "%PDF-1.4\nrubbish\n");
    Path other = Files.writeString(folder.resolve("other.pdf"), "a letter\n");
    Path empty = Files.writeString(folder.resolve("empty.pdf"), "");
    Path pageless =
        Files.writeString(
            folder.resolve("pageless.pdf"),
            """
            %PDF-1.4
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj
            trailer <</Root 1 0 R>>
            """);

    assertThat(cause(broken)).startsWith("broken PDF: ");
    assertThat(cause(pageless)).startsWith("broken PDF: ");
    assertThat(cause(other)).isEqualTo("not a PDF: the content is something else");
    assertThat(cause(empty)).isEqualTo("not a PDF: the content is something else");
  }

  @Test
  void looking_counts_the_pages_and_leaves_nothing_behind() throws Exception {
    assertThat(poppler.look(pdf("three.pdf", 0))).isEqualTo(new Look.Good(3));

    assertThat(folder.resolve("temporary")).isEmptyDirectory();
  }

  @Test
  void a_missing_source_is_worth_another_try() {
    assertThatThrownBy(() -> take(folder.resolve("nowhere.pdf"), 100))
        .isInstanceOf(MediaException.class);
  }

  private Path pdf(String name, int rotation) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        PAGE.replace("ROTATION", Integer.toString(rotation)),
        StandardCharsets.US_ASCII);
  }

  /// With the table of contents that other tools want.
  private Path whole() throws IOException {
    Path whole = folder.resolve("whole.pdf");
    Shell.run("pdftocairo", "-pdf", pdf("raw.pdf", 0).toString(), whole.toString());
    return whole;
  }

  private Path taken(Path pdf, int size) throws Exception {
    return ((Still.Taken) take(pdf, size)).picture();
  }

  private String cause(Path pdf) throws Exception {
    return ((Still.Refused) take(pdf, 100)).cause();
  }

  private Still take(Path pdf, int size) throws Exception {
    Path pictures = Files.createTempDirectory(folder, "pictures-");
    return poppler.take(order(pdf, "application/pdf", size), pictures, Progress.IGNORED);
  }

  private Order order(Path source, String mime, int size) {
    return new Order(
        source,
        mime,
        MediaType.ofMime(mime),
        new Output.Image(size, 72, true, true, 80, ImageCodec.JPEG),
        folder.resolve("target"));
  }

  private static String pixel(Path picture, int x, int y) {
    return Shell.run(
        "convert",
        picture.toString(),
        "-depth",
        "8",
        "-format",
        "%%[fx:int(255*p{%d,%d}.r)] %%[fx:int(255*p{%d,%d}.g)] %%[fx:int(255*p{%d,%d}.b)]"
            .formatted(x, y, x, y, x, y),
        "info:");
  }
}
