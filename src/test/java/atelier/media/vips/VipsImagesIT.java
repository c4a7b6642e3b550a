package atelier.media.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.Shell;
import atelier.library.MediaType;
import atelier.library.SubdefSpec.ImageCodec;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.MediaException;
import atelier.media.MemoryGate;
import atelier.media.Progress;
import atelier.media.SubdefMaker.Made;
import atelier.media.SubdefMaker.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures through the real libvips, checked with ImageMagick and exiftool.
class VipsImagesIT {
  private static final VipsImages IMAGES =
      new VipsImages(
          VipsImages.Settings.of(2),
          Containment.probe(),
          new MemoryGate(2L << 30, "workers.tools.memory"));

  @TempDir Path folder;

  @AfterAll
  static void close() {
    IMAGES.close();
  }

  @Test
  void a_picture_fits_inside_with_its_ratio() throws Exception {
    Made landscape = make(source("300x200", "l.jpg"), jpeg(120));
    Made portrait = make(source("200x301", "p.jpg"), jpeg(120));
    Made small = make(source("50x40", "s.jpg"), jpeg(120));

    assertThat(landscape).isInstanceOfSatisfying(Made.Good.class, good -> size(good, 120, 80));
    assertThat(portrait).isInstanceOfSatisfying(Made.Good.class, good -> size(good, 80, 120));
    assertThat(small).isInstanceOfSatisfying(Made.Good.class, good -> size(good, 50, 40));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void every_orientation_is_applied_and_its_tag_is_gone(int orientation) throws Exception {
    // Upright it is red above blue, and the left of the red is yellow; stored as the camera would.
    Path upright = folder.resolve("upright.png");
    Shell.run(
        "convert",
        "-size",
        "120x80",
        "xc:blue",
        "-fill",
        "red",
        "-draw",
        "rectangle 0,0 119,39",
        "-fill",
        "yellow",
        "-draw",
        "rectangle 0,0 59,39",
        upright.toString());
    String[] stored = {"-rotate", "0"};
    switch (orientation) {
      case 2 -> stored = new String[] {"-flop"};
      case 3 -> stored = new String[] {"-rotate", "180"};
      case 4 -> stored = new String[] {"-flip"};
      case 5 -> stored = new String[] {"-transpose"};
      case 6 -> stored = new String[] {"-rotate", "270"};
      case 7 -> stored = new String[] {"-transverse"};
      case 8 -> stored = new String[] {"-rotate", "90"};
      default -> {}
    }
    Path source = folder.resolve("turned.jpg");
    String[] command =
        Stream.of(
                new String[] {"convert", upright.toString()},
                stored,
                new String[] {"-quality", "95", source.toString()})
            .flatMap(Arrays::stream)
            .toArray(String[]::new);
    Shell.run(command);
    Shell.run(
        "exiftool",
        "-q",
        "-n",
        "-overwrite_original",
        "-Orientation=" + orientation,
        source.toString());

    make(source, new Output.Image(60, 72, false, true, 90, ImageCodec.JPEG));

    assertThat(Shell.run("identify", "-format", "%w x %h", target().toString()))
        .isEqualTo("60 x 40");
    assertThat(colour(10, 8)).isEqualTo("yellow");
    assertThat(colour(50, 8)).isEqualTo("red");
    assertThat(colour(30, 32)).isEqualTo("blue");
    assertThat(Shell.run("exiftool", "-s3", "-n", "-Orientation", target().toString()))
        .isIn("", "1");
  }

  @Test
  void wide_and_ink_colours_become_srgb_by_their_profile() throws Exception {
    Path green = folder.resolve("g.ppm");
    Shell.run("convert", "-size", "64x64", "xc:rgb(40,180,60)", green.toString());
    Path wide = folder.resolve("wide.jpg");
    Shell.run(
        "vips",
        "icc_transform",
        green.toString(),
        wide + "[Q=98]",
        "p3",
        "--input-profile",
        "srgb");
    Path inks = folder.resolve("inks.jpg");
    Shell.run(
        "vips",
        "icc_transform",
        green.toString(),
        inks + "[Q=98]",
        "cmyk",
        "--input-profile",
        "srgb");

    for (Path source : new Path[] {wide, inks}) {
      make(source, jpeg(64));

      assertThat(Shell.run("identify", "-format", "%[colorspace]", target().toString()))
          .isEqualTo("sRGB");
      int[] pixel = pixel(32, 32);
      assertThat(pixel[0]).as("%s", source).isBetween(25, 75);
      assertThat(pixel[1]).isBetween(160, 195);
      assertThat(pixel[2]).isBetween(25, 95);
      assertThat(Shell.run("exiftool", "-ICC_Profile:all", target().toString())).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"JPEG", "PNG", "TIFF"})
  void the_resolution_is_written_in_every_form(String codec) throws Exception {
    make(
        source("300x200", "d.jpg"),
        new Output.Image(100, 150, true, true, 80, ImageCodec.valueOf(codec)));

    String inches =
        Shell.run("identify", "-units", "PixelsPerInch", "-format", "%x", target().toString());
    assertThat(Double.parseDouble(inches.split(" ", -1)[0])).isBetween(149.5, 150.5);
    assertThat(Shell.run("identify", "-format", "%m", target().toString())).isEqualTo(codec);
  }

  @Test
  void transparency_is_put_on_white() throws Exception {
    Path source = folder.resolve("a.png");
    Shell.run(
        "convert",
        "-size",
        "80x80",
        "xc:none",
        "-fill",
        "red",
        "-draw",
        "rectangle 0,0 39,79",
        source.toString());

    make(source, jpeg(40));

    assertThat(colour(5, 20)).isEqualTo("red");
    assertThat(colour(35, 20)).isEqualTo("white");
  }

  @Test
  void a_truncated_picture_is_refused_with_what_could_be_read() throws Exception {
    Path source = folder.resolve("whole.jpg");
    Shell.run(
        "convert",
        "-seed",
        "7",
        "-size",
        "900x600",
        "plasma:fractal",
        "-quality",
        "90",
        source.toString());
    byte[] bytes = Files.readAllBytes(source);
    Path cut = folder.resolve("cut.jpg");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));

    Made made = make(cut, jpeg(200));

    assertThat(made)
        .isInstanceOfSatisfying(
            Made.Refused.class,
            refused ->
                assertThat(refused.cause())
                    .matches("truncated JPEG: \\d{1,2} % of the rows could be read"));
    assertThat(target()).doesNotExist();
  }

  @Test
  void random_bytes_and_empty_files_are_no_pictures() throws Exception {
    var noise = new byte[5000];
    new Random(3).nextBytes(noise);
    Path random = Files.write(folder.resolve("r.jpg"), noise);
    Path empty = Files.write(folder.resolve("e.jpg"), new byte[0]);

    assertThat(make(random, jpeg(200))).isInstanceOf(Made.Refused.class);
    assertThat(make(empty, jpeg(200))).isInstanceOf(Made.Refused.class);
  }

  @Test
  void odd_file_names_are_only_names() throws Exception {
    for (String name :
        new String[] {"a[Q=1].jpg", "-rf.jpg", "new\nline.jpg", "quote'\".jpg", "per%cent.jpg"}) {
      Path source = folder.resolve(name);
      Files.copy(source("60x40", "plain.jpg"), source);

      assertThat(make(source, jpeg(30))).as(name).isInstanceOf(Made.Good.class);
    }
  }

  @Test
  void a_dead_child_costs_one_try() throws Exception {
    Path source = source("300x200", "k.jpg");
    make(source, jpeg(100));
    IMAGES.pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

    Made made;
    try {
      made = make(source, jpeg(100));
    } catch (MediaException e) {
      assertThat(target()).doesNotExist();
      made = make(source, jpeg(100));
    }

    assertThat(made).isInstanceOf(Made.Good.class);
  }

  @Test
  void a_missing_source_is_worth_another_try() {
    assertThatThrownBy(() -> make(folder.resolve("nowhere.jpg"), jpeg(100)))
        .isInstanceOf(MediaException.class);
  }

  private static void size(Made.Good good, int width, int height) {
    assertThat(good.widthPixels()).isEqualTo(width);
    assertThat(good.heightPixels()).isEqualTo(height);
  }

  private static Output.Image jpeg(int size) {
    return new Output.Image(size, 72, true, true, 90, ImageCodec.JPEG);
  }

  private Path source(String size, String name) {
    Path source = folder.resolve(name);
    Shell.run("convert", "-size", size, "gradient:red-blue", "-quality", "95", source.toString());
    return source;
  }

  private Path target() {
    return folder.resolve(".target");
  }

  private Made make(Path source, Output.Image output) throws InterruptedException {
    return IMAGES.make(
        new Order(source, "image/jpeg", MediaType.IMAGE, output, target()), Progress.IGNORED);
  }

  private int[] pixel(int x, int y) {
    String text =
        Shell.run(
            "convert",
            target().toString(),
            "-depth",
            "8",
            "-crop",
            "1x1+" + x + "+" + y,
            "-format",
            "%[fx:int(255*r+.5)] %[fx:int(255*g+.5)] %[fx:int(255*b+.5)]",
            "info:");
    return Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private String colour(int x, int y) {
    int[] pixel = pixel(x, y);
    boolean red = pixel[0] > 170;
    boolean green = pixel[1] > 170;
    boolean blue = pixel[2] > 170;
    if (red && green && blue) {
      return "white";
    }
    if (red && green) {
      return "yellow";
    }
    return red ? "red" : blue ? "blue" : Arrays.toString(pixel);
  }
}
