package atelier.job;

import java.util.OptionalDouble;

/// Keeps the newest that was told, until somebody writes it down.
///
/// - Thread-safe: telling is one write to memory; one thread at a time writes down.
final class LatestHeadway implements Headway {
  private static final double NOTHING = -1;

  private volatile double told = NOTHING;
  private volatile double written = NOTHING;

  @Override
  public void at(double fraction) {
    told = Math.clamp(fraction, 0, 1);
  }

  /// What was told since it was last written down.
  OptionalDouble news() {
    double now = told;
    return now == written ? OptionalDouble.empty() : OptionalDouble.of(now);
  }

  void written(double fraction) {
    written = fraction;
  }
}
