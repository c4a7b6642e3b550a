package atelier.media;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Counts the processes and the memory of running tools and kills those that pass their limits:
/// what the system's own limits, which are for one process or one user, do not see.
///
/// - Thread-safe.
final class Watchdog {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final long MEBIBYTE = 1L << 20;

  private final Set<Contained> watched = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tool-watch").factory());
  private boolean looking;

  void watch(Contained tool) {
    watched.add(tool);
    synchronized (this) {
      if (!looking) {
        looking = true;
        var _ =
            thread.scheduleWithFixedDelay(
                this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  void forget(Contained tool) {
    watched.remove(tool);
  }

  private void look() {
    for (Contained each : watched) {
      excess(each.limits(), ProcessTree.use(each.process().pid())).ifPresent(each::killFor);
    }
  }

  private static Optional<String> excess(Limits limits, ProcessTree.Use use) {
    if (use.tasks() > limits.tasks()) {
      return Optional.of(
          "had %d processes and threads; %d are allowed".formatted(use.tasks(), limits.tasks()));
    }
    if (use.bytes() > limits.dataBytes()) {
      return Optional.of(
          "took %d MiB of memory together; %d are allowed"
              .formatted(use.bytes() / MEBIBYTE, limits.dataBytes() / MEBIBYTE));
    }
    return Optional.empty();
  }
}
