package atelier.media.ffmpeg;

import atelier.media.Progress;
import java.time.Duration;

/// Reads what `-progress pipe:1` says.
///
/// - One thread only, but for [#reached()].
final class ProgressLines {
  private static final String TIME = "out_time_us=";

  private final Duration length;
  private final Progress progress;
  private volatile long reachedMicros;

  /// - Shape: `length` of the whole; when it is 0 nothing is told.
  ProgressLines(Duration length, Progress progress) {
    this.length = length;
    this.progress = progress;
  }

  void line(String line) {
    if (line.startsWith(TIME)) {
      String number = line.substring(TIME.length()).strip();
      if (number.matches("\\d{1,18}")) {
        reachedMicros = Math.max(reachedMicros, Long.parseLong(number));
        if (length.isPositive()) {
          progress.at(Math.min(1, reachedMicros / (length.toNanos() / 1000.0)));
        }
      }
    }
  }

  /// How far it came.
  Duration reached() {
    return Duration.ofNanos(reachedMicros * 1000);
  }
}
