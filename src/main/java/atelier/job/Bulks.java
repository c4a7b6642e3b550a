package atelier.job;

import atelier.job.JobStore.JobFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Actions on many jobs, which outlive the process that was asked for them.
///
/// - Shape: which jobs are meant is decided once, at the start. Each job leaves the list when it is
///   dealt with; after a crash some are dealt with twice, so the actions must bear that.
/// - Errors: every method throws [JobStoreException] when the database cannot be reached.
/// - Thread-safe.
public interface Bulks {
  /// Starts an action on all jobs that a filter finds now.
  ///
  /// - Shape: `description` says for people which jobs are meant.
  Bulk start(Action action, JobFilter filter, String description, String author);

  /// Takes the oldest action that has not ended, and that nobody has spoken for within `lapse`.
  Optional<Bulk> claim(String owner, Duration lapse);

  /// Jobs of an action that are left to do, at most `limit`.
  List<JobKey> next(long id, int limit);

  /// Notes that jobs were dealt with; `owner` goes on with the rest. An action without rest has
  /// ended.
  ///
  /// - Shape: `refused` jobs could not be acted upon, because they were in another state by then.
  void dealt(long id, String owner, List<JobKey> done, List<JobKey> refused);

  /// Ends an action before its time; false when it has ended already.
  boolean stop(long id);

  /// Actions, the latest first.
  List<Bulk> list(int limit);

  /// What can be done with many jobs.
  enum Action {
    RETRY,
    CANCEL;

    /// As in the column `atelier_bulk.action`: lower case.
    public String column() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Reads the column.
    ///
    /// - Errors: [IllegalArgumentException] for another text.
    public static Action ofColumn(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /// An action and how far it is.
  ///
  /// - Shape: `done` + `refused` = `total` when it ran to its end; less when it was stopped.
  record Bulk(
      long id,
      Action action,
      String description,
      String author,
      Instant created,
      Optional<Instant> ended,
      long total,
      long done,
      long refused) {}
}
