package atelier.media.ffmpeg;

import atelier.media.Containment;
import atelier.media.Limits;
import atelier.media.ToolRun;
import atelier.media.ToolRun.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// The two tools `ffmpeg` and `ffprobe`.
///
/// - Shape: every source is opened with the same guard: as a file, by an absolute path behind
///   `file:`, with the readers of [Containers] only.
/// - Thread-safe: as many calls as come; those of `ffmpeg` wait for their turn.
public final class Ffmpeg {
  private static final Duration PROBE_TIME = Duration.ofSeconds(60);
  private static final Duration LEAST_TIME = Duration.ofMinutes(10);
  private static final Duration MOST_TIME = Duration.ofHours(24);

  /// A second of film in 4K takes some ten seconds on one slow core.
  private static final int TIMES_THE_LENGTH = 30;

  private final Settings settings;
  private final ToolRun tools;
  private final Semaphore turns;

  /// - Shape: `processes` at the same time, each with `threads` for each of its parts.
  /// - Errors: [IllegalArgumentException] for a number below 1.
  public record Settings(int processes, int threads, Limits limits, Programs programs) {
    public Settings {
      if (processes < 1 || threads < 1) {
        throw new IllegalArgumentException("processes and threads must be at least 1");
      }
    }

    /// With the programs on the path.
    public Settings(int processes, int threads, Limits limits) {
      this(processes, threads, limits, new Programs("ffmpeg", "ffprobe"));
    }

    /// Shares the cores: no more processes than cores, however many are wished, and the cores that
    /// are left over as their threads.
    public static Settings of(int wished) {
      int cores = Runtime.getRuntime().availableProcessors();
      int processes = Math.max(1, Math.min(wished, cores));
      return new Settings(processes, Math.max(1, cores / processes), Limits.within(LEAST_TIME));
    }
  }

  /// By their names on the path, or their places.
  public record Programs(String ffmpeg, String ffprobe) {}

  public Ffmpeg(Settings settings, Containment containment) {
    this.settings = settings;
    tools = new ToolRun(containment);
    turns = new Semaphore(settings.processes());
  }

  int threads() {
    return settings.threads();
  }

  /// The guard and the name of a source, to be followed by nothing but another option.
  List<String> source(Path file) {
    return List.of(
        "-protocol_whitelist",
        "file,pipe",
        "-format_whitelist",
        Containers.allowed(),
        "-i",
        name(file));
  }

  /// A name that is a file's whatever is in it, and never an option.
  static String name(Path file) {
    return "file:" + file.toAbsolutePath();
  }

  /// Asks about a file; `what` as `-show_entries` takes it.
  Ended probe(Path file, String what, String... more) throws InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                settings.programs().ffprobe(),
                "-v",
                "warning",
                "-of",
                "json",
                "-show_entries",
                what));
    command.addAll(List.of(more));
    command.addAll(source(file));
    return tools.run(command, limits(PROBE_TIME));
  }

  /// Makes something of a clip.
  ///
  /// - Shape: `line` is called with each line of its standard output.
  /// - Errors: those of [ToolRun].
  Ended run(List<String> arguments, Duration length, Consumer<String> line)
      throws InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                settings.programs().ffmpeg(),
                "-nostdin",
                "-hide_banner",
                "-nostats",
                "-v",
                "error",
                "-y",
                "-filter_threads",
                Integer.toString(threads()),
                "-filter_complex_threads",
                Integer.toString(threads()),
                "-threads",
                Integer.toString(threads())));
    command.addAll(arguments);
    turns.acquire();
    try {
      return tools.run(command, limits(timeFor(length)), line);
    } finally {
      turns.release();
    }
  }

  private Limits limits(Duration time) {
    Limits usual = settings.limits();
    return new Limits(time, usual.dataBytes(), usual.fileBytes(), usual.network());
  }

  private Duration timeFor(Duration length) {
    Duration wished =
        settings
            .limits()
            .time()
            .plusMillis(TIMES_THE_LENGTH * Math.min(length.toMillis(), MOST_TIME.toMillis()));
    return wished.compareTo(MOST_TIME) > 0 ? MOST_TIME : wished;
  }
}
