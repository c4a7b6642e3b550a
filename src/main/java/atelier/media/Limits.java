package atelier.media;

import java.time.Duration;

/// How much a tool may take for one piece of work.
///
/// - Units: `time` on the clock; `dataBytes` of memory that can be written to, in one process;
///   `fileBytes` of the largest file it may write.
/// - Errors: [IllegalArgumentException] for a limit that is not above 0.
public record Limits(Duration time, long dataBytes, long fileBytes, boolean network) {
  private static final long GIBIBYTE = 1L << 30;

  public Limits {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("time is " + time + ", must be above 0");
    }
    if (dataBytes <= 0 || fileBytes <= 0) {
      throw new IllegalArgumentException("memory and file size must be above 0");
    }
  }

  /// No network, 2 GiB of memory, files up to 64 GiB.
  public static Limits within(Duration time) {
    return new Limits(time, 2 * GIBIBYTE, 64 * GIBIBYTE, false);
  }

  public Limits withDataBytes(long bytes) {
    return new Limits(time, bytes, fileBytes, network);
  }
}
