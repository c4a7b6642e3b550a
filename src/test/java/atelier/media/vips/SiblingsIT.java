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
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several outputs from one reading of the source, compared with each made alone.
class SiblingsIT {
  private static final VipsImages IMAGES =
      new VipsImages(
          VipsImages.Settings.of(2),
          Containment.probe(),
          new MemoryGate(2L << 30, "workers.tools.memory"));

  /// What the eye takes for the same.
  private static final double LEAST_DECIBELS = 38;

  @TempDir Path folder;

  @AfterAll
  static void close() {
    IMAGES.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain.jpg", "turned.jpg", "wide.jpg", "alpha.png", "deep.tif"})
  void an_output_from_the_kept_picture_looks_like_one_made_alone(String name) throws Exception {
    Path source = source(name);
    Path alone = make(source, 200, 0, "alone");
    Path first = make(source, 800, 800, "first");
    damageUnseen(source);

    Path sibling = make(source, 200, 800, "sibling");

    assertThat(Shell.run("identify", "-format", "%wx%h %[channels] %[colorspace]", sibling + ""))
        .isEqualTo(Shell.run("identify", "-format", "%wx%h %[channels] %[colorspace]", alone + ""));
    assertThat(decibels(alone, sibling)).isGreaterThan(LEAST_DECIBELS);
    assertThat(Shell.run("exiftool", "-s3", "-n", "-Orientation", sibling + "")).isIn("", "1");
    assertThat(Shell.run("exiftool", "-ICC_Profile:all", sibling + ""))
        .isEqualTo(Shell.run("exiftool", "-ICC_Profile:all", alone + ""));
    assertThat(first).isNotEmptyFile();
  }

  @Test
  void the_largest_output_is_the_same_to_the_byte() throws Exception {
    Path source = source("plain.jpg");
    Path alone = make(source, 800, 0, "alone");
    make(source, 100, 800, "small");

    Path sibling = make(source, 800, 800, "sibling");

    assertThat(sibling).hasSameBinaryContentAs(alone);
  }

  @Test
  void a_source_that_was_replaced_is_read_anew() throws Exception {
    Path source = source("plain.jpg");
    make(source, 800, 800, "before");
    Shell.run("convert", "-size", "1200x900", "xc:red", source.toString());

    Path after = make(source, 100, 800, "after");

    assertThat(
            Shell.run(
                "convert",
                after + "",
                "-resize",
                "1x1!",
                "-format",
                "%[fx:int(r+.5)]%[fx:int(g+.5)]",
                "info:"))
        .isEqualTo("10");
  }

  @Test
  void orders_at_the_same_time_all_get_their_own() throws Exception {
    List<Path> sources = List.of(source("plain.jpg"), source("wide.jpg"), source("turned.jpg"));
    List<Callable<Path>> orders = new ArrayList<>();
    for (Path source : sources) {
      for (int size : new int[] {800, 400, 200, 100}) {
        orders.add(() -> make(source, size, 800, "at-" + size));
      }
    }

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Path> made : threads.invokeAll(orders)) {
        assertThat(made.get()).isNotEmptyFile();
      }
    }

    for (Path source : sources) {
      for (int size : new int[] {800, 400, 200, 100}) {
        Path alone = make(source, size, 0, "alone-" + size);
        assertThat(decibels(alone, target(source, "at-" + size))).isGreaterThan(LEAST_DECIBELS);
      }
    }
    assertThat(IMAGES.pids()).hasSizeLessThanOrEqualTo(2);
  }

  /// Whoever reads it now refuses it, but by all signs it is the file it was.
  private static void damageUnseen(Path source) throws IOException {
    FileTime changed = Files.getLastModifiedTime(source);
    try (var file = new RandomAccessFile(source.toFile(), "rw")) {
      file.write(new byte[(int) file.length()]);
    }
    Files.setLastModifiedTime(source, changed);
  }

  private Path make(Path source, int size, int siblings, String name) throws InterruptedException {
    Path target = target(source, name);
    boolean png = source.toString().endsWith(".png");
    var output = new Output.Image(size, 72, true, !png, 92, png ? ImageCodec.PNG : ImageCodec.JPEG);
    Made made =
        IMAGES.make(
            new Order(
                source, "image/x", MediaType.IMAGE, output, target, Optional.empty(), siblings),
            Progress.IGNORED);
    assertThat(made).isInstanceOf(Made.Good.class);
    return target;
  }

  private Path target(Path source, String name) {
    return folder.resolve("." + source.getFileName() + "-" + name);
  }

  private double decibels(Path one, Path other) {
    String text =
        Shell.run(
            "sh", "-c", "compare -metric PSNR '" + one + "' '" + other + "' null: 2>&1; true");
    return text.toLowerCase(Locale.ROOT).startsWith("inf")
        ? Double.POSITIVE_INFINITY
        : Double.parseDouble(text.split(" ", -1)[0]);
  }

  private Path source(String name) {
    Path source = folder.resolve(name);
    Path scene = folder.resolve("scene.png");
    Shell.run(
        "convert",
        "-seed",
        "5",
        "-size",
        "1600x1100",
        "plasma:tomato-steelblue",
        "-fill",
        "white",
        "-draw",
        "circle 500,400 500,700",
        scene.toString());
    switch (name) {
      case "plain.jpg" -> Shell.run("convert", scene + "", "-quality", "92", source + "");
      case "turned.jpg" -> {
        Shell.run("convert", scene + "", "-quality", "92", source + "");
        Shell.run("exiftool", "-q", "-n", "-overwrite_original", "-Orientation=6", source + "");
      }
      case "wide.jpg" ->
          Shell.run(
              "vips",
              "icc_transform",
              scene + "",
              source + "[Q=95]",
              "p3",
              "--input-profile",
              "srgb");
      case "alpha.png" ->
          Shell.run(
              "convert", scene + "", "-alpha", "set", "-channel", "A", "-fx", "i/w", source + "");
      default -> Shell.run("convert", scene + "", "-depth", "16", "-compress", "lzw", source + "");
    }
    return source;
  }
}
