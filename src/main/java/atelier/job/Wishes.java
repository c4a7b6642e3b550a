package atelier.job;

import atelier.queue.QueueType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What operators asked of all processes that work: pauses of queues, cancels of jobs, settings
/// that lie over the configuration. Every engine looks each second.
///
/// - Errors: every method throws [JobStoreException] when the database cannot be reached.
/// - Units: moments by the clock that all processes share, the database's.
/// - Thread-safe.
public interface Wishes {
  /// The pauses in force, in the order of [QueueType]; what has lapsed is not among them.
  List<Pause> pauses();

  /// Pauses a queue for all our processes; a pause that is there already is replaced.
  ///
  /// - Shape: `until` empty = until [#resume(QueueType)].
  void pause(QueueType type, String reason, String author, Optional<Instant> until);

  /// Ends a pause; false when there was none.
  boolean resume(QueueType type);

  /// Asks whoever runs a job to stop it; cancels one that waits at once.
  CancelAnswer cancel(JobKey key, String author);

  /// Which of these running jobs somebody wants stopped, and who: by our own wish, or because
  /// another program set their row in `WorkerRunningJob` to `canceled`.
  Map<JobKey, String> canceled(Collection<Job> running);

  /// What was changed for a queue, over the configuration.
  Map<QueueType, Overlay> overlays();

  /// Changes settings of a queue; an empty part is as configured.
  void overlay(QueueType type, Overlay overlay, String author);

  /// A queue that our processes leave alone.
  ///
  /// - Shape: `until` = when it resumes by itself; empty = never.
  record Pause(
      QueueType type, String reason, String author, Instant since, Optional<Instant> until) {}

  /// What became of the wish to cancel.
  enum CancelAnswer {
    /// It waited, and is canceled now.
    CANCELED,
    /// It runs; its process stops it within a second or two.
    ASKED,
    /// It had ended before.
    ENDED,
    UNKNOWN
  }
}
