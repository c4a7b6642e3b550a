package atelier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The console takes in many photographs and makes all of their sub-definitions; its memory and
/// that of its tools is read from /proc meanwhile.
final class WholeRun {
  private static final int LOOK_MILLIS = 200;
  private static final int VARIANTS = 20;

  private WholeRun() {}

  static void measure(Path folder, int photographs, int slots) throws Exception {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    byte[][] variants = new byte[VARIANTS][];
    for (int i = 0; i < VARIANTS; i++) {
      Path file = folder.resolve("v" + i + ".jpg");
      MediaBench.command("convert", "-seed", String.valueOf(i), "-size", "4000x3000",
          "plasma:fractal", "-quality", "88", file.toString());
      variants[i] = Files.readAllBytes(file);
    }
    var random = new Random(1);
    for (int i = 0; i < photographs; i++) {
      // Bytes behind the end of a JPEG make each a file of its own.
      var tail = new byte[16];
      random.nextBytes(tail);
      Path file = pictures.resolve("photo-%04d.jpg".formatted(i));
      Files.write(file, variants[i % VARIANTS]);
      Files.write(file, tail, java.nio.file.StandardOpenOption.APPEND);
    }
    long began = System.nanoTime();
    Process console =
        new ProcessBuilder("bin/console", "demo", pictures.toString(), "--exit", "-m",
                String.valueOf(slots), "--home", folder.resolve("home").toString(), "--yes")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("console.log").toFile())
            .start();
    long tools = 0;
    long manager = 0;
    while (!console.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      manager = Math.max(manager, kibibytes(console.pid(), "VmHWM:"));
      tools = Math.max(tools, sum(console.toHandle().descendants()));
    }
    List<String> log = Files.readAllLines(folder.resolve("console.log"));
    log.subList(Math.max(0, log.size() - 10), log.size()).forEach(System.out::println);
    System.out.printf(
        "%d photographs of 12 megapixels, %d slots, %.0f s, exit code %d: manager VmHWM %d MiB, tools together RSS %d MiB%n",
        photographs, slots, (System.nanoTime() - began) / 1e9, console.exitValue(), manager >> 10, tools >> 10);
  }

  private static long sum(Stream<ProcessHandle> processes) {
    return processes.mapToLong(each -> kibibytes(each.pid(), "VmRSS:")).sum();
  }

  private static long kibibytes(long pid, String field) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException | java.io.UncheckedIOException _) {
      return 0;
    }
  }
}
