package atelier.app;

import atelier.queue.QueueType;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// How much a process works, and on what.
///
/// - Shape: `slots` jobs at the same time over all `queues`, which take turns; `slotsByQueue`
///   bounds single queues below that.
/// - Units: `grace` = how long running jobs may go on when the process is asked to end.
public record Workload(
    int slots, Map<QueueType, Integer> slotsByQueue, Set<QueueType> queues, Duration grace) {
  /// The reference's supervisor kills after 20 s.
  public static final Duration USUAL_GRACE = Duration.ofSeconds(14);

  public Workload {
    slotsByQueue = Map.copyOf(slotsByQueue);
    queues = Set.copyOf(queues);
  }

  public static Workload of(int slots, Set<QueueType> queues) {
    return new Workload(slots, Map.of(), queues, USUAL_GRACE);
  }
}
