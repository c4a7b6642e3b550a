package atelier.media.vips;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.MemoryGate;
import atelier.media.Progress;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every format that is read, written by ImageMagick or libvips' own command, red above blue.
class FormatIT {
  @TempDir private static Path shared;

  /// Without containment: what an SVG does not fetch must not depend on it.
  private static final VipsImages IMAGES =
      new VipsImages(
          VipsImages.Settings.of(1),
          Containment.none(),
          new MemoryGate(1L << 30, "workers.tools.memory"));

  @TempDir private Path folder;

  @BeforeAll
  static void makeThePicture() {
    Shell.run(
        "convert",
        "-size",
        "300x200",
        "xc:red",
        "-fill",
        "blue",
        "-draw",
        "rectangle 0,100 299,199",
        "PNG24:" + shared.resolve("picture.png"));
  }

  @AfterAll
  static void close() {
    IMAGES.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "psd:a.psd",
        "psb:a.psb",
        "bmp:a.bmp",
        "jp2:a.jp2",
        "webp:a.webp",
        "gif:a.gif",
        "ppm:a.ppm",
        "-depth 16 png48:deep.png",
        "-depth 16 tiff:deep.tif",
        "-depth 16 psd:deep.psd",
        "-compress lzw tiff:lzw.tif",
        "-compress zip tiff:zip.tif",
        "-compress jpeg tiff:jpeg.tif",
        "-interlace plane tiff:planes.tif",
        "-type palette tiff:palette.tif",
        "-colorspace CMYK tiff:inks.tif",
        "-colorspace CMYK jpeg:inks.jpg",
      })
  void a_picture_of_such_a_format_keeps_its_colours(String how) throws Exception {
    Path source = folder.resolve(how.substring(how.lastIndexOf(':') + 1));
    String command =
        "convert %s %s"
            .formatted(shared.resolve("picture.png"), how.replace(":", ":" + folder + "/"));
    Shell.run(command.split(" ", -1));

    assertIsThePicture(source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.avif", "a.heic", "a.jxl"})
  void newer_formats_are_read_too(String name) throws Exception {
    Path source = folder.resolve(name);
    Shell.run("vips", "copy", shared.resolve("picture.png").toString(), source.toString());

    assertIsThePicture(source);
  }

  @Test
  void of_several_pages_the_largest_is_taken() throws Exception {
    Path source = folder.resolve("pages.tif");
    Shell.run(
        "convert",
        "-size",
        "100x100",
        "xc:green",
        shared.resolve("picture.png").toString(),
        source.toString());

    assertIsThePicture(source);
  }

  @Test
  void a_drawing_is_read_and_loads_nothing_from_elsewhere() throws Exception {
    Path secret = folder.resolve("secret.png");
    Shell.run("convert", "-size", "300x200", "xc:lime", secret.toString());
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Path drawing =
          Files.writeString(
              folder.resolve("drawing.svg"),
              """
              <?xml version="1.0"?>
              <!DOCTYPE svg [<!ENTITY secret SYSTEM "%1$s">]>
              <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
                width="300" height="200">
              <rect width="300" height="100" fill="red"/>
              <rect y="100" width="300" height="100" fill="blue"/>
              <image xlink:href="%1$s" width="300" height="200"/>
              <image xlink:href="secret.png" width="300" height="200"/>
              <image xlink:href="http://127.0.0.1:%2$d/" width="300" height="200"/>
              <style>@import url("http://127.0.0.1:%2$d/style.css");</style>
              </svg>
              """
                  .formatted(secret.toUri(), server.getLocalPort()));

      assertIsThePicture(drawing);

      server.setSoTimeout(1);
      assertThat(knocked(server)).isFalse();
    }
  }

  @Test
  void a_picture_that_claims_to_be_too_large_is_refused_with_its_size() throws Exception {
    Path huge =
        Files.writeString(
            folder.resolve("huge.svg"),
            "<svg xmlns='http://www.w3.org/2000/svg' width='30000' height='30000'/>");

    assertThat(make(huge))
        .isEqualTo(
            new Made.Refused(
                "the picture says it is 30000 × 30000 pixels, 900 megapixels; 500 are allowed"));
  }

  private static boolean knocked(ServerSocket server) throws Exception {
    try {
      server.accept().close();
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    }
  }

  private void assertIsThePicture(Path source) throws InterruptedException {
    assertThat(make(source))
        .isInstanceOfSatisfying(
            Made.Good.class, good -> assertThat(good.widthPixels()).isEqualTo(150));
    assertThat(colour(75, 20)).isEqualTo("red");
    assertThat(colour(75, 80)).isEqualTo("blue");
  }

  private Made make(Path source) throws InterruptedException {
    return IMAGES.make(
        new Order(
            source,
            "image/x",
            MediaType.IMAGE,
            new Output.Image(150, 72, true, true, 90, ImageCodec.PNG),
            folder.resolve("target")),
        Progress.IGNORED);
  }

  /// The strongest of red, green and blue.
  private String colour(int x, int y) {
    return Shell.run(
            "convert",
            folder.resolve("target").toString(),
            "-format",
            "%%[fx:p{%1$d,%2$d}.r>2*p{%1$d,%2$d}.g&&p{%1$d,%2$d}.r>2*p{%1$d,%2$d}.b?1:p{%1$d,%2$d}.b>1.5*p{%1$d,%2$d}.r&&p{%1$d,%2$d}.b>1.5*p{%1$d,%2$d}.g?2:0]"
                .formatted(x, y),
            "info:")
        .replace("1", "red")
        .replace("2", "blue");
  }
}
