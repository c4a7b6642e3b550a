package atelier.job;

import atelier.queue.QueueType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Numbers about the work, for people to look at.
///
/// - Errors: every method throws [JobStoreException] when the database cannot be reached.
/// - Thread-safe.
public interface Figures {
  /// Executions that ended since then, by the minute in which they did, the earliest first; minutes
  /// without any are left out.
  List<Minute> minutes(Instant since);

  /// How long executions took that ended since then, the kind of work with most of them first.
  List<Pace> paces(Instant since);

  /// Why jobs are in the state failed, the most frequent reason first, of the latest `most` jobs.
  List<Reason> reasons(int most);

  /// When anything in the ledger changed last; the epoch when it is empty.
  Instant lastChange();

  /// One minute.
  ///
  /// - Shape: `again` = failed and tried again.
  record Minute(Instant start, long done, long failed, long again, Duration meanWait) {}

  /// One kind of work.
  record Pace(QueueType type, long executions, Duration mean, Duration longest) {}

  /// One reason for which jobs of a kind failed, as [atelier.queue.FailureCause] tells it.
  record Reason(QueueType type, String cause, long jobs, Instant latest) {}
}
