package atelier.job;

import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What the executions of one process share: who it is, what runs in it, the settings of this
/// moment.
///
/// - Thread-safe.
final class Surroundings {
  private final ProcessIdentity process;
  private final RunningJobs running = new RunningJobs();
  private final LocalLocks locks = new LocalLocks();
  private final Wishes wishes;
  private final JobMetrics metrics;
  private final Topology configured;
  private final AtomicReference<Topology> inForce;

  Surroundings(EngineSettings settings, Wishes wishes, JobMetrics metrics) {
    this.process = settings.process();
    this.wishes = wishes;
    this.metrics = metrics;
    this.configured = settings.topology();
    this.inForce = new AtomicReference<>(configured);
  }

  ProcessIdentity process() {
    return process;
  }

  RunningJobs running() {
    return running;
  }

  LocalLocks locks() {
    return locks;
  }

  JobMetrics metrics() {
    return metrics;
  }

  /// Who wants this job stopped; nobody when the database cannot say.
  Optional<String> canceled(Job job) {
    try {
      return Optional.ofNullable(wishes.canceled(List.of(job)).get(job.key()));
    } catch (JobStoreException _) {
      return Optional.empty();
    }
  }

  /// The settings of this moment.
  Topology topology() {
    return inForce.get();
  }

  /// Lays what operators changed over the configuration; what they took back is as configured
  /// again.
  ///
  /// - Shape: the queues whose settings are other than before.
  List<QueueType> lay(Map<QueueType, Overlay> overlays) {
    Topology next = Overlay.over(configured, overlays);
    Topology before = inForce.getAndSet(next);
    return List.of(QueueType.values()).stream()
        .filter(type -> !next.settings(type).equals(before.settings(type)))
        .toList();
  }
}
