package atelier;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waiting in tests: looks again and again, never longer than needed.
public final class Eventually {
  private static final Duration LOOK = Duration.ofMillis(10);

  private Eventually() {}

  /// Returns as soon as `condition` holds.
  ///
  /// - Errors: [AssertionError] when it does not within `limit`.
  public static void eventually(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still not so after " + limit);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
