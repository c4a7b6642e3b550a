package atelier.media.magick;

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
import atelier.media.vips.VipsImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Photoshop files in CMYK through the real ImageMagick and libvips.
class InkedLayersIT {
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
  void a_photoshop_file_in_cmyk_keeps_its_light_and_its_black() throws Exception {
    for (String kind : new String[] {"psd", "psb"}) {
      Path source = source(kind);

      assertThat(make(source)).isInstanceOf(Made.Good.class);

      assertThat(redOf(20)).as("%s, the white half", kind).isGreaterThan(240);
      assertThat(redOf(80)).as("%s, the black half", kind).isLessThan(60);
    }
  }

  @Test
  void other_photoshop_files_are_left_to_libvips() throws Exception {
    Path plain = folder.resolve("plain.psd");
    Shell.run("convert", "-size", "20x20", "gradient:red-blue", plain.toString());

    assertThat(layers().reads(order(plain))).isFalse();
    assertThat(layers().reads(order(source("psd")))).isTrue();
  }

  @Test
  void a_cut_one_is_refused_however_little_is_missing() throws Exception {
    for (String kind : new String[] {"psd", "psb"}) {
      Path source = source(kind);
      byte[] bytes = Files.readAllBytes(source);
      for (int left : new int[] {60, bytes.length / 2, bytes.length - 1}) {
        Files.write(source, Arrays.copyOf(bytes, left));

        assertThat(make(source))
            .as("%s, %d of %d bytes", kind, left, bytes.length)
            .isEqualTo(new Made.Refused("truncated Photoshop: the end of its picture is missing"));
      }
    }
  }

  private Path source(String kind) {
    Path source = folder.resolve("inks." + kind);
    Shell.run(
        "convert",
        "-size",
        "100x60",
        "xc:white",
        "-fill",
        "black",
        "-draw",
        "rectangle 50,0 99,59",
        "-alpha",
        "off",
        "-colorspace",
        "CMYK",
        source.toString());
    return source;
  }

  private InkedLayers layers() {
    return new InkedLayers(InkedLayers.usualLimits(), Containment.probe());
  }

  private Path target() {
    return folder.resolve("target.png");
  }

  private Order order(Path source) {
    return new Order(
        source,
        "image/vnd.adobe.photoshop",
        MediaType.IMAGE,
        new Output.Image(100, 72, true, true, 90, ImageCodec.PNG),
        target());
  }

  private Made make(Path source) throws InterruptedException {
    return new StillMaker(List.of(layers()), IMAGES, folder.resolve("temporary"))
        .make(order(source), Progress.IGNORED);
  }

  private int redOf(int x) {
    return Integer.parseInt(
        Shell.run(
            "convert",
            target().toString(),
            "-format",
            "%%[fx:int(255*p{%d,30}.r)]".formatted(x),
            "info:"));
  }
}
