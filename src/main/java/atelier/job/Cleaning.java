package atelier.job;

import java.time.Instant;

/// Throws away what is told of old jobs.
///
/// - Shape: in batches, so that nobody waits long for a lock.
/// - Errors: every method throws [JobStoreException] when the database cannot be reached; what was
///   thrown away until then stays away.
/// - Thread-safe.
public interface Cleaning {
  /// Jobs of the ledger that ended before, with their executions.
  ///
  /// - Shape: how many; with `dry` nothing is thrown away.
  long jobs(Instant before, boolean dry);

  /// Rows of `WorkerRunningJob` that were published before.
  ///
  /// - Shape: as with [#jobs(Instant, boolean)]. Unlike the reference this leaves the rows of jobs
  ///   that run in an Atelier process: they are locks.
  long legacyRows(Instant before, boolean dry);
}
