package atelier.media.samples;

import atelier.media.Containment;
import atelier.media.Limits;
import atelier.media.MediaException;
import atelier.media.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Makes the sample media: nine pictures from code and two broken files.
///
/// - Shape: the same files each time. The folder appears whole or not at all; one that is there is
///   used as it is.
/// - Errors: [MediaException] when a tool is missing or fails; it says what to install.
/// - Licence of the pictures: CC0-1.0, said in `LICENSE.txt` beside them.
public final class SampleMedia {
  private static final String LICENCE = "LICENSE.txt";
  private static final Limits LIMITS = Limits.within(Duration.ofMinutes(1));
  private static final int LARGE = 4000;
  private static final int LARGE_TIMES = 3;
  private static final int USUAL_TIMES = 2;
  private static final double KEPT_BYTES = 0.615;
  private static final int RANDOM_BYTES = 48_000;
  private static final int SEED = 2026;

  private final ToolRun tools;

  private SampleMedia(ToolRun tools) {
    this.tools = tools;
  }

  /// Makes the files below `folder`, unless they are there.
  ///
  /// - Shape: the media files in the order of their names, without the licence.
  public static List<Path> make(Path folder, Containment containment) throws InterruptedException {
    try {
      if (!Files.isRegularFile(folder.resolve(LICENCE))) {
        Path fresh = folder.resolveSibling(folder.getFileName() + ".making");
        remove(fresh);
        Files.createDirectories(fresh);
        // vips reads brackets and blanks in paths as its own; a temporary folder has none.
        Path work = Files.createTempDirectory("atelier-samples-");
        try {
          new SampleMedia(new ToolRun(containment)).makeAll(work);
          copy(work, fresh);
        } finally {
          remove(work);
        }
        remove(folder);
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(file -> !file.endsWith(LICENCE)).sorted().toList();
      }
    } catch (IOException e) {
      throw new MediaException("the sample pictures cannot be made in " + folder, e);
    }
  }

  private void makeAll(Path folder) throws IOException, InterruptedException {
    inParallel(
        Stream.concat(
                Samples.all().stream().<Making>map(sample -> () -> make(sample, folder)),
                Stream.of(() -> truncated(folder)))
            .toList());
    tag(folder);
    var noise = new byte[RANDOM_BYTES];
    new Random(SEED).nextBytes(noise);
    // No format begins like this, whatever the seed.
    noise[0] = 'A';
    Files.write(folder.resolve("broken-random-bytes.jpg"), noise);
    Files.writeString(
        folder.resolve(LICENCE),
        """
        These pictures were made by Atelier's code. To the extent possible under law, their makers have waived
        all copyright and related rights to them: CC0-1.0, https://creativecommons.org/publicdomain/zero/1.0/
        """);
  }

  /// One of the pictures on its way.
  @FunctionalInterface
  private interface Making {
    void run() throws IOException, InterruptedException;
  }

  /// As many at the same time as there are cores: what one tool leaves idle, the next one uses.
  private static void inParallel(List<Making> all) throws IOException, InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    try (var threads = Executors.newFixedThreadPool(cores)) {
      List<Callable<Boolean>> tasks =
          all.stream()
              .<Callable<Boolean>>map(
                  making ->
                      () -> {
                        making.run();
                        return true;
                      })
              .toList();
      for (Future<Boolean> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MediaException cause) {
        throw cause;
      }
      throw new IOException("a sample picture could not be made", e);
    }
  }

  private void make(Sample sample, Path folder) throws IOException, InterruptedException {
    Path target = folder.resolve(sample.fileName());
    Path small = folder.resolve(sample.fileName() + ".ppm");
    Path raw = folder.resolve(sample.fileName() + ".v");
    // Painted smaller and enlarged: a fraction of the work, and as soft as a lens.
    int times = sample.width() > LARGE ? LARGE_TIMES : USUAL_TIMES;
    Rendering.color(sample.motif(), sample.width() / times, sample.height() / times, small);
    vips("resize", small, raw.toString(), Integer.toString(times));
    Files.delete(small);
    switch (sample.form()) {
      case JPEG -> vips("copy", raw, target + "[Q=88]");
      case JPEG_TURNED -> vips("rot", raw, target + "[Q=90]", "d270");
      case JPEG_DISPLAY_P3 ->
          vips("icc_transform", raw, target + "[Q=92]", "p3", "--input-profile", "p3");
      case JPEG_CMYK ->
          vips("icc_transform", raw, target + "[Q=92]", "cmyk", "--input-profile", "srgb");
      case PNG -> vips("copy", raw, target.toString());
      case PNG_ALPHA -> withAlpha(sample, raw, target);
      case TIFF_16_BIT ->
          vips("colourspace", raw, target + "[compression=lzw,predictor=horizontal]", "rgb16");
    }
    Files.delete(raw);
  }

  /// All in one call: starting exiftool takes longer than its work.
  private void tag(Path folder) throws InterruptedException {
    var command = new ArrayList<>(List.of("exiftool"));
    for (Sample sample : Samples.all()) {
      command.addAll(sample.tags());
      if (sample.form() == Sample.Form.JPEG_TURNED) {
        command.add("-IFD0:Orientation#=6");
      }
      command.addAll(List.of(folder.resolve(sample.fileName()).toString(), "-execute"));
    }
    command.addAll(List.of("-common_args", "-overwrite_original", "-m", "-charset", "UTF8"));
    run(command, "libimage-exiftool-perl");
  }

  private void withAlpha(Sample sample, Path raw, Path target)
      throws IOException, InterruptedException {
    Path alpha = target.resolveSibling("alpha.pgm");
    Rendering.grey(((Spheres) sample.motif())::cover, sample.width(), sample.height(), alpha);
    run(List.of("vips", "bandjoin", raw + " " + alpha, target.toString()), "libvips-tools");
    Files.delete(alpha);
  }

  /// A picture whose last rows never arrived.
  private void truncated(Path folder) throws IOException, InterruptedException {
    Path raw = folder.resolve("whole.ppm");
    Path whole = folder.resolve("whole.jpg");
    // Noise alone, so that the rows are equally long and the cut is where it is wanted.
    var noise = new Noise(91);
    Rendering.color(
        (x, y) -> Color.of(0x6a8caf).mix(Color.of(0xf0d8b0), 0.5 + noise.layered(x * 6, y * 6, 6)),
        1776,
        1184,
        raw);
    vips("copy", raw, whole + "[Q=85]");
    Files.delete(raw);
    byte[] bytes = Files.readAllBytes(whole);
    Files.delete(whole);
    Files.write(
        folder.resolve("broken-truncated.jpg"),
        Arrays.copyOf(bytes, (int) (bytes.length * KEPT_BYTES)));
  }

  private void vips(String operation, Path source, String target, String... more)
      throws InterruptedException {
    var command = new ArrayList<>(List.of("vips", operation, source.toString(), target));
    command.addAll(List.of(more));
    run(command, "libvips-tools");
  }

  private void run(List<String> command, String debianPackage) throws InterruptedException {
    ToolRun.Ended ended;
    try {
      ended = tools.run(command, LIMITS);
    } catch (MediaException e) {
      throw new MediaException(
          command.getFirst() + " cannot be run; install it with: apt-get install " + debianPackage,
          e);
    }
    if (!ended.isGood()) {
      throw new MediaException(
          String.join(" ", command.subList(0, 2)) + " failed: " + ended.errors());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
