package atelier.media.ffmpeg;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Moments of a film, as ffmpeg takes them.
final class Moments {
  private Moments() {}

  /// Stands before the source, so that only what lies just before is decoded; empty for the
  /// beginning, where there is nothing to seek.
  static List<String> seek(Duration moment) {
    return moment.isZero()
        ? List.of()
        : List.of("-ss", String.format(Locale.ROOT, "%.3f", moment.toMillis() / 1000.0));
  }
}
