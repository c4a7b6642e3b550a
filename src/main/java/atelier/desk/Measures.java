package atelier.desk;

import java.time.Duration;
import java.util.Locale;

/// Measures as people read them, the same behind both doors.
public final class Measures {
  private static final int KILO = 1000;

  private Measures() {}

  /// `0.4 s`, `12 s`, `3 min 05 s`, `2 h 07 min`
  public static String duration(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    if (seconds < 60) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    if (duration.toHours() < 1) {
      return String.format(
          Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }
    return String.format(
        Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
  }

  /// `1.2 MB`
  public static String size(long bytes) {
    if (bytes < KILO) {
      return bytes + " B";
    }
    double value = bytes;
    for (String unit : new String[] {"kB", "MB", "GB", "TB"}) {
      value /= KILO;
      if (value < KILO) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, unit);
      }
    }
    return String.format(Locale.ROOT, "%.0f PB", value / KILO);
  }
}
