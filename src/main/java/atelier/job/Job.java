package atelier.job;

import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.time.Instant;
import java.util.Optional;

/// One execution of one job, while it runs.
///
/// - Shape: `run` is the execution's line in the history; `legacyRow` its row in
///   `WorkerRunningJob`, where the type has one, and `started` is that row's `created`. `headway`
///   is to be told how far the work is, where that is known.
public record Job(
    JobKey key,
    QueueType type,
    int attempt,
    long run,
    Payload payload,
    Optional<Long> legacyRow,
    ProcessIdentity owner,
    Instant started,
    Headway headway) {

  /// One whose headway nobody hears.
  public Job(
      JobKey key,
      QueueType type,
      int attempt,
      long run,
      Payload payload,
      Optional<Long> legacyRow,
      ProcessIdentity owner,
      Instant started) {
    this(key, type, attempt, run, payload, legacyRow, owner, started, Headway.UNHEARD);
  }

  /// The same, heard by somebody.
  Job heardBy(Headway listener) {
    return new Job(key, type, attempt, run, payload, legacyRow, owner, started, listener);
  }

  /// The key of a job that follows from this one: the same each time this one runs.
  public String followUpKey(String what) {
    return key.text() + "/" + what;
  }
}
