package atelier.media.vips;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.library.SubdefSpec.Watermark;
import atelier.media.Containment;
import atelier.media.MemoryGate;
import atelier.media.Progress;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Watermarks through the real libvips, looked for with ImageMagick.
class WatermarkIT {
  private static final VipsImages IMAGES =
      new VipsImages(
          VipsImages.Settings.of(1),
          Containment.probe(),
          new MemoryGate(1L << 30, "workers.tools.memory"));

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    IMAGES.close();
  }

  @Test
  void a_text_is_written_at_the_quarter_points_with_two_diagonals() throws Exception {
    make(source("xc:red", "300x200"), "A & <B>", Optional.empty());

    for (String part :
        new String[] {"60x30+45+30", "60x30+195+30", "60x30+45+130", "60x30+195+130"}) {
      assertThat(marks(part)).as(part).isGreaterThan(40);
    }
    assertThat(marks("10x10+0+0")).as("a diagonal's end").isGreaterThan(5);
    assertThat(marks("40x40+130+2")).as("between them").isZero();
  }

  @Test
  void a_grey_picture_with_a_text_stays_grey() throws Exception {
    Path source = source("gray50", "300x200");
    Shell.run("convert", source.toString(), "-colorspace", "Gray", source.toString());

    make(source, "DRAFT", Optional.empty());

    assertThat(Shell.run("identify", "-format", "%[channels]", target())).startsWith("gray");
    assertThat(Shell.run("identify", "-format", "%w x %h", target())).isEqualTo("300 x 200");
  }

  @Test
  void a_picture_is_put_in_the_middle_as_high_or_wide_as_fits() throws Exception {
    Path mark = folder.resolve("mark.png");
    Shell.run("convert", "-size", "50x50", "xc:blue", mark.toString());

    make(source("xc:red", "300x200"), "", Optional.of(mark));

    assertThat(pixel(25, 100)).isEqualTo("255 0 0");
    assertThat(pixel(60, 5)).isEqualTo("0 0 255");
    assertThat(pixel(240, 195)).isEqualTo("0 0 255");
    assertThat(pixel(275, 100)).isEqualTo("255 0 0");
  }

  @Test
  void a_mark_in_colour_stays_so_on_a_grey_picture() throws Exception {
    Path mark = folder.resolve("mark.png");
    Shell.run("convert", "-size", "50x50", "xc:blue", mark.toString());
    Path grey = folder.resolve("grey.jpg");
    Shell.run(
        "convert", "-size", "300x200", "xc:gray(50%)", "-colorspace", "Gray", grey.toString());

    make(grey, "", Optional.of(mark));

    assertThat(pixel(150, 100)).isEqualTo("0 0 255");
    assertThat(pixel(10, 100)).matches("(12\\d) \\1 \\1");
  }

  @Test
  void what_is_transparent_in_the_mark_lets_the_picture_through() throws Exception {
    Path mark = folder.resolve("mark.png");
    Shell.run("convert", "-size", "50x50", "xc:none", mark.toString());

    make(source("xc:red", "300x200"), "", Optional.of(mark));

    assertThat(pixel(150, 100)).isEqualTo("255 0 0");
  }

  @Test
  void a_mark_that_is_no_picture_is_the_named_cause() throws Exception {
    Path mark = Files.writeString(folder.resolve("mark.png"), "a letter");

    assertThat(make(source("xc:red", "300x200"), "", Optional.of(mark)))
        .isEqualTo(
            new Made.Refused(
                "the picture of the watermark cannot be used: not a picture: the content is of no"
                    + " known format"));
  }

  private Path source(String fill, String size) {
    Path source = folder.resolve("source.png");
    Shell.run(
        "convert", "-size", size, fill.startsWith("xc:") ? fill : "xc:" + fill, "PNG24:" + source);
    return source;
  }

  private String target() {
    return folder.resolve("target.png").toString();
  }

  private Made make(Path source, String text, Optional<Path> mark) throws InterruptedException {
    var output =
        new Output.Image(
            300, 72, true, true, 90, ImageCodec.PNG, new Watermark(text, OptionalInt.empty()));
    return IMAGES.make(
        new Order(source, "image/png", MediaType.IMAGE, output, Path.of(target()), mark, 0),
        Progress.IGNORED);
  }

  /// How many pixels of a part are not the red they were.
  private int marks(String part) {
    return Integer.parseInt(
        Shell.run(
            "convert",
            target(),
            "-crop",
            part,
            "+repage",
            "-fill",
            "white",
            "+opaque",
            "red",
            "-fill",
            "black",
            "-opaque",
            "red",
            "-format",
            "%[fx:int(mean*w*h+0.5)]",
            "info:"));
  }

  private String pixel(int x, int y) {
    return Shell.run(
        "convert",
        target(),
        "-depth",
        "8",
        "-format",
        "%%[fx:int(255*p{%d,%d}.r)] %%[fx:int(255*p{%d,%d}.g)] %%[fx:int(255*p{%d,%d}.b)]"
            .formatted(x, y, x, y, x, y),
        "info:");
  }
}
