package atelier.job;

import atelier.queue.Topology;

/// How an engine works.
///
/// - Units: `slots` = jobs at the same time in this process, 1 to 1000.
/// - Source: `worker:execute -m`; the queues' settings of the configuration.
public record EngineSettings(int slots, Topology topology, ProcessIdentity process) {
  private static final int MAX_SLOTS = 1000;

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
