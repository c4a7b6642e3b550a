package atelier.job;

import atelier.queue.Topology;
import java.time.Duration;

/// How an engine works.
///
/// - Units: `slots` = jobs at the same time in this process, 1 to 1000.
/// - Units: `patience` = how long a running job's message stays unanswered before it passes into
///   our own custody.
/// - Source: `worker:execute -m`; the queues' settings of the configuration.
public record EngineSettings(
    int slots, Topology topology, ProcessIdentity process, Duration patience) {
  /// Well below the 30 minutes after which RabbitMQ closes the channel.
  public static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);

  private static final int MAX_SLOTS = 1000;

  public EngineSettings(int slots, Topology topology, ProcessIdentity process) {
    this(slots, topology, process, USUAL_PATIENCE);
  }

  public EngineSettings {
    if (slots < 1 || slots > MAX_SLOTS) {
      throw new IllegalArgumentException(
          "the number of jobs at the same time is " + slots + ", allowed: 1 to " + MAX_SLOTS);
    }
  }

  /// Messages that may be in our hands for one queue: the running ones, and a few so that no slot
  /// idles.
  int prefetch() {
    return slots * 2;
  }
}
