package atelier.job;

import org.jspecify.annotations.Nullable;

/// What the table `WorkerRunningJob` says of a job, beside its state and times.
///
/// - Shape: `locks` = the row is the record lock: it is only written when no running row stands
///   against it.
/// - Source: `docs/phraseanet.md`, job rows and record lock.
public record JobRow(
    @Nullable Integer databoxId,
    @Nullable Integer recordId,
    @Nullable String workOn,
    boolean locks) {

  /// A row of a job that locks one file of a record.
  public static JobRow locking(int databoxId, int recordId, String subdefName) {
    return new JobRow(databoxId, recordId, subdefName, true);
  }
}
