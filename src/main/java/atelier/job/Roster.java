package atelier.job;

import atelier.queue.QueueType;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The processes that work, as they last told of themselves.
///
/// - Errors: every method throws [JobStoreException] when the database cannot be reached.
/// - Thread-safe.
public interface Roster {
  /// Tells what this process does; it has signed on with [JobStore#heartbeat(ProcessIdentity)].
  void report(ProcessIdentity process, Report report);

  /// All processes that have signed on and not off, the oldest first.
  ///
  /// - Shape: a process that was killed stays until somebody works long enough to notice.
  List<Entry> processes();

  /// The time by the clock that all processes share.
  Instant now();

  /// What a process does.
  ///
  /// - Units: `memoryBytes` = heap in use.
  record Report(Set<QueueType> queues, int slots, int running, long memoryBytes) {
    public Report {
      queues = Set.copyOf(queues);
    }
  }

  /// A process and what it last told.
  ///
  /// - Shape: `process` is [ProcessIdentity#text()].
  /// - Units: moments by the clock that all processes share; `silentSeconds` since the last word.
  record Entry(
      String process,
      String host,
      long pid,
      Instant since,
      Instant heard,
      long silentSeconds,
      Report report) {}
}
