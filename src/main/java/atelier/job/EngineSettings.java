package atelier.job;

import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.time.Duration;
import java.util.Map;

/// How an engine works.
///
/// - Units: `slots` = jobs at the same time in this process, 1 to 1000.
/// - Shape: `slotsByQueue` = fewer for single queues; a queue that is not in it may use all.
/// - Units: `patience` = how long a running job's message stays unanswered before it passes into
///   our own custody.
/// - Source: `worker:execute -m`; the queues' settings of the configuration.
public record EngineSettings(
    int slots,
    Map<QueueType, Integer> slotsByQueue,
    Topology topology,
    ProcessIdentity process,
    Duration patience) {
  /// Well below the 30 minutes after which RabbitMQ closes the channel.
  public static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);

  private static final int MAX_SLOTS = 1000;

  public EngineSettings(int slots, Topology topology, ProcessIdentity process) {
    this(slots, Map.of(), topology, process, USUAL_PATIENCE);
  }

  public EngineSettings {
    if (slots < 1 || slots > MAX_SLOTS) {
      throw new IllegalArgumentException(
          "the number of jobs at the same time is " + slots + ", allowed: 1 to " + MAX_SLOTS);
    }
    slotsByQueue = Map.copyOf(slotsByQueue);
    slotsByQueue.forEach(
        (type, most) -> {
          if (most < 1) {
            throw new IllegalArgumentException(
                "the number of jobs of "
                    + type
                    + " at the same time is "
                    + most
                    + ", allowed: 1 or"
                    + " more");
          }
        });
  }

  /// Messages that may be in our hands for one queue: the running ones, and a few so that no slot
  /// idles.
  int prefetch(QueueType type) {
    return slotsOf(type) * 2;
  }

  /// Jobs of one queue at the same time.
  int slotsOf(QueueType type) {
    return Math.min(slots, slotsByQueue.getOrDefault(type, slots));
  }
}
