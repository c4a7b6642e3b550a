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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many slots and little memory, measured from outside.
class MemoryAdmissionIT {
  private static final long MEBIBYTE = 1L << 20;
  private static final int SLOTS = 16;

  /// An idle child: the Java runtime with libvips loaded.
  private static final long IDLE_BYTES = 110 * MEBIBYTE;

  @TempDir Path folder;

  @Test
  void sixteen_slots_stay_within_the_budget() throws Exception {
    long budget = 700 * MEBIBYTE;
    List<Path> sources = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Path png = folder.resolve(i + ".png");
      Shell.run(
          "vips",
          "gaussnoise",
          folder.resolve("noise.v").toString(),
          "5000",
          "4000",
          "--sigma",
          "60");
      Shell.run(
          "vips",
          "pngsave",
          folder.resolve("noise.v").toString(),
          png.toString(),
          "--interlace",
          "--compression",
          "1");
      sources.add(png);
    }
    try (var images = images(SLOTS, budget);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var watched = new AtomicBoolean(true);
      Future<Long> highest = threads.submit(() -> highest(images, watched));
      List<Callable<Made>> orders = new ArrayList<>();
      for (int i = 0; i < SLOTS * 2; i++) {
        Path copy = folder.resolve("copy-" + i + ".png");
        Files.createLink(copy, sources.get(i % sources.size()));
        Path target = folder.resolve(".made-" + i);
        orders.add(() -> make(images, copy, target));
      }

      for (Future<Made> made : threads.invokeAll(orders)) {
        assertThat(made.get()).isInstanceOf(Made.Good.class);
      }
      watched.set(false);

      assertThat(images.pids()).hasSizeGreaterThan(2);
      // Who has no memory to work with waits, but has been started.
      assertThat(highest.get()).isLessThan(budget + SLOTS * IDLE_BYTES);
    }
  }

  @Test
  void what_needs_more_than_there_is_at_all_is_refused_with_the_way_out() throws Exception {
    Path source = folder.resolve("large.tif");
    Shell.run("vips", "black", source + "[compression=lzw]", "12000", "9000", "--bands", "3");

    try (var images = images(1, 300 * MEBIBYTE)) {
      Made made = make(images, source, folder.resolve(".made"));

      assertThat(made)
          .isInstanceOfSatisfying(
              Made.Refused.class,
              refused ->
                  assertThat(refused.cause())
                      .startsWith(
                          "a picture of 12000 × 9000 pixels with 3 bands of 8 bits as TIFF needs")
                      .endsWith(
                          "all tools together may have 300: raise workers.tools.memory (MiB)"));
    }
    try (var images = images(1, 900 * MEBIBYTE)) {
      assertThat(make(images, source, folder.resolve(".made"))).isInstanceOf(Made.Good.class);
    }
  }

  private static VipsImages images(int children, long budget) {
    return new VipsImages(
        VipsImages.Settings.of(children),
        Containment.probe(),
        new MemoryGate(budget, "workers.tools.memory"));
  }

  private static Made make(VipsImages images, Path source, Path target)
      throws InterruptedException {
    var output = new Output.Image(300, 72, true, true, 80, ImageCodec.JPEG);
    return images.make(
        new Order(source, "image/x", MediaType.IMAGE, output, target), Progress.IGNORED);
  }

  /// The most that all children had at the same time.
  private static long highest(VipsImages images, AtomicBoolean watched) {
    long highest = 0;
    while (watched.get()) {
      long now = images.pids().stream().mapToLong(MemoryAdmissionIT::residentBytes).sum();
      highest = Math.max(highest, now);
      LockSupport.parkNanos(20_000_000);
    }
    return highest;
  }

  /// Of a process and all below it: a tool has others before it that hold it in bounds.
  private static long residentBytes(long pid) {
    return ProcessHandle.of(pid)
        .map(
            root ->
                Stream.concat(Stream.of(root), root.descendants())
                    .mapToLong(each -> anonymousBytes(each.pid()))
                    .sum())
        .orElse(0L);
  }

  private static long anonymousBytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException _) {
      return 0;
    }
  }
}
