package atelier.worker.intake;

import atelier.library.RecordId;
import java.util.List;

/// What came of taking a file in.
public sealed interface Taken {
  /// It is a record now.
  record Added(RecordId record) implements Taken {}

  /// The same file, metadata aside, is in the databox already.
  record AlreadyThere(RecordId record) implements Taken {}

  /// The record was there, but its document was missing; it has it now.
  record Completed(RecordId record) implements Taken {}

  /// It waits in the quarantine for somebody to look at it.
  ///
  /// - Shape: `checks` that it failed, like `Sha256`; none when somebody wanted it there.
  record Quarantined(int id, List<String> checks) implements Taken {
    public Quarantined {
      checks = List.copyOf(checks);
    }
  }

  /// It cannot be taken in.
  ///
  /// - Shape: `cause` for a person: `the file is empty`.
  record Refused(String cause) implements Taken {}
}
