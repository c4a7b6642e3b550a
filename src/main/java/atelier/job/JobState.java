package atelier.job;

import java.util.Locale;

/// Where a job is in its life, as the ledger has it.
public enum JobState {
  /// An execution is going on.
  RUNNING,
  /// It waits in a queue for its next execution: it was busy, interrupted, or failed and is tried
  /// again.
  WAITING,
  FINISHED,
  /// No more tries; the message is in a failed queue.
  FAILED,
  CANCELED;

  /// As in the column `atelier_job.state`: lower case.
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads the column.
  ///
  /// - Errors: [IllegalArgumentException] for another text.
  public static JobState ofColumn(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
