package atelier.job;

import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.time.Instant;
import java.util.Optional;

/// One execution of one job, while it runs.
///
/// - Shape: `run` is the execution's line in the history; `legacyRow` its row in
///   `WorkerRunningJob`, where the type has one, and `started` is that row's `created`.
public record Job(
    JobKey key,
    QueueType type,
    int attempt,
    long run,
    Payload payload,
    Optional<Long> legacyRow,
    ProcessIdentity owner,
    Instant started) {

  /// The key of a job that follows from this one: the same each time this one runs.
  public String followUpKey(String what) {
    return key.text() + "/" + what;
  }
}
