package atelier.media.dcraw;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.MemoryGate;
import atelier.media.Progress;
import atelier.media.StillMaker;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import atelier.media.exiftool.EmbeddedPreviews;
import atelier.media.vips.VipsImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Raw photographs through the real exiftool, dcraw and libvips, from a digital negative written by
/// hand.
class RawPhotographsIT {
  private static final Containment CONTAINMENT = Containment.probe();
  private static final VipsImages IMAGES =
      new VipsImages(
          VipsImages.Settings.of(1), CONTAINMENT, new MemoryGate(1L << 30, "workers.tools.memory"));

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    IMAGES.close();
  }

  @Test
  void a_preview_that_is_large_enough_is_taken_and_turned_as_the_photograph() throws Exception {
    Path raw = DngFile.write(folder.resolve("p.dng"), 600, 400, 6, preview("300x200"));

    Made made = make(raw, 150);

    assertThat(made).isInstanceOf(Made.Good.class);
    assertThat(Shell.run("identify", "-format", "%w x %h", target())).isEqualTo("100 x 150");
    assertThat(blueOf(50, 75)).as("the preview is blue").isGreaterThan(200);
  }

  @Test
  void a_small_preview_is_passed_by_and_the_photograph_developed_upright() throws Exception {
    Path raw = DngFile.write(folder.resolve("d.dng"), 600, 400, 6, preview("60x40"));

    make(raw, 500);

    assertThat(Shell.run("identify", "-format", "%w x %h", target())).isEqualTo("333 x 500");
    assertThat(blueOf(20, 250)).as("the dark half").isLessThan(120);
    assertThat(blueOf(310, 250)).as("the bright half, turned to the right").isGreaterThan(150);
  }

  @Test
  void half_the_size_is_developed_where_that_is_enough() throws Exception {
    Path raw = DngFile.write(folder.resolve("h.dng"), 1200, 800, 1, new byte[0]);

    Made made = make(raw, 400);

    assertThat(made)
        .isInstanceOfSatisfying(
            Made.Good.class, good -> assertThat(good.widthPixels()).isEqualTo(400));
  }

  @Test
  void what_has_no_preview_and_cannot_be_developed_is_refused() throws Exception {
    Path noise = Files.writeString(folder.resolve("n.cr2"), "no photograph at all");

    assertThat(make(noise, 400))
        .isEqualTo(new Made.Refused("a raw photograph without preview that cannot be developed"));
  }

  private byte[] preview(String size) throws Exception {
    Path jpeg = folder.resolve("preview.jpg");
    Shell.run("convert", "-size", size, "xc:blue", jpeg.toString());
    return Files.readAllBytes(jpeg);
  }

  private String target() {
    return folder.resolve("target.jpg").toString();
  }

  private Made make(Path source, int size) throws InterruptedException {
    var previews = new EmbeddedPreviews(EmbeddedPreviews.usualLimits(), CONTAINMENT);
    var raws = new RawPhotographs(previews, RawPhotographs.usualLimits(), CONTAINMENT);
    var maker = new StillMaker(List.of(raws), IMAGES, folder.resolve("temporary"));
    var output = new Output.Image(size, 72, true, true, 90, ImageCodec.JPEG);
    return maker.make(
        new Order(source, "image/x-tika-adobe", MediaType.IMAGE, output, Path.of(target())),
        Progress.IGNORED);
  }

  private int blueOf(int x, int y) {
    return Integer.parseInt(
        Shell.run(
            "convert", target(), "-format", "%%[fx:int(255*p{%d,%d}.b)]".formatted(x, y), "info:"));
  }
}
