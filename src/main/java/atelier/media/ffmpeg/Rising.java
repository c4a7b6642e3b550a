package atelier.media.ffmpeg;

import atelier.media.Progress;

/// Hands progress on, but never a step back.
///
/// - Thread-safe: guarded by its own monitor.
final class Rising implements Progress {
  private final Progress listener;
  private double highest;

  Rising(Progress listener) {
    this.listener = listener;
  }

  /// A part of the whole, told as if it were one.
  static Progress part(Progress whole, double from, double to) {
    return fraction -> whole.at(from + fraction * (to - from));
  }

  @Override
  public synchronized void at(double fraction) {
    if (fraction > highest) {
      highest = Math.min(1, fraction);
      listener.at(highest);
    }
  }
}
