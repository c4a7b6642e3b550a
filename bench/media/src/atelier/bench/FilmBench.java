package atelier.bench;

import atelier.library.MediaType;
import atelier.library.SubdefSpec.Output;
import atelier.media.Containment;
import atelier.media.Progress;
import atelier.media.SubdefMaker;
import atelier.media.ffmpeg.Ffmpeg;
import atelier.media.ffmpeg.FfmpegFilms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// Measures our proxy of a film, with all that is looked at before and after, beside ffmpeg alone
/// with the same options. See `bench/README.md`.
final class FilmBench {
  private static final Output.Video PROXY =
      new Output.Video(748, "libx264", "libfdk_aac", 1000, 25, 25, 128, OptionalInt.of(48_000));

  private FilmBench() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = number(arguments, "--rounds=", 3);
    int seconds = number(arguments, "--seconds=", 20);
    Path folder = Files.createTempDirectory("bench-media-");
    try {
      Path source = source(folder, seconds);
      var films = new FfmpegFilms(new Ffmpeg(Ffmpeg.Settings.of(1), Containment.probe()), folder);
      var plain = new ArrayList<Double>();
      var ours = new ArrayList<Double>();
      for (int round = 0; round <= rounds; round++) {
        double alone = time(() -> plain(source, folder.resolve("plain.mp4")));
        double atelier = time(() -> ours(films, source, folder.resolve("ours.mp4")));
        System.out.printf(
            Locale.ROOT,
            "%s  ffmpeg %.2f s  Atelier %.2f s%n",
            round == 0 ? "warm-up" : "round " + round,
            alone,
            atelier);
        if (round > 0) {
          plain.add(alone);
          ours.add(atelier);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "median of %d, %d s of 720p: ffmpeg %.2f s, Atelier %.2f s, ratio %.3f (goal 1.1)%n",
          rounds,
          seconds,
          median(plain),
          median(ours),
          median(ours) / median(plain));
    } finally {
      try (var inside = Files.walk(folder)) {
        for (Path path : inside.sorted(Collections.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static Path source(Path folder, int seconds) throws Exception {
    Path source = folder.resolve("source.mp4");
    run(
        "ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i",
        "testsrc2=s=1280x720:r=25:d=" + seconds + ",noise=alls=12:allf=t", "-f", "lavfi", "-i",
        "sine=440:d=" + seconds, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
        "-c:a", "aac", source.toString());
    return source;
  }

  private static void plain(Path source, Path target) throws Exception {
    String threads = Integer.toString(Runtime.getRuntime().availableProcessors());
    run(
        "ffmpeg", "-nostdin", "-v", "error", "-y", "-filter_threads", threads, "-threads", threads,
        "-i", source.toString(), "-map", "0:0", "-map", "0:1", "-threads", threads, "-filter:v",
        "fps=25,scale=w=748:h=420:flags=lanczos,format=yuv420p", "-c:v", "libx264", "-preset",
        "fast", "-profile:v", "high", "-b:v", "1000k", "-maxrate", "1500k", "-bufsize", "2000k",
        "-g", "25", "-movflags", "+faststart", "-c:a", "aac", "-b:a", "128k", "-ar", "48000",
        target.toString());
  }

  private static void ours(FfmpegFilms films, Path source, Path target) throws Exception {
    var order =
        new SubdefMaker.Order(source, "video/mp4", MediaType.VIDEO, PROXY, target);
    var made = films.make(order, Progress.IGNORED);
    if (!(made instanceof SubdefMaker.Made.Good)) {
      throw new IllegalStateException("not made: " + made);
    }
  }

  /// A piece of work that may fail.
  private interface Work {
    void run() throws Exception;
  }

  private static double time(Work work) throws Exception {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(List.of(command) + " ended with " + code);
    }
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static int number(String[] arguments, String name, int usual) {
    for (String argument : arguments) {
      if (argument.startsWith(name)) {
        return Integer.parseInt(argument.substring(name.length()));
      }
    }
    return usual;
  }
}
