package atelier.console;

import atelier.library.RecordId;
import atelier.worker.intake.Taken;
import java.util.List;
import java.util.Optional;

/// What came of taking a file in, in words.
final class TakenText {
  private TakenText() {}

  static String of(Taken taken) {
    return switch (taken) {
      case Taken.Added(RecordId record) -> "taken in as " + record;
      case Taken.AlreadyThere(RecordId record) -> "already there as " + record;
      case Taken.Completed(RecordId record) -> "was half made, now completed as " + record;
      case Taken.Quarantined(int id, List<String> checks) ->
          "in quarantine as "
              + id
              + (checks.isEmpty() ? "" : ", for it failed " + String.join(", ", checks));
      case Taken.Refused(String cause) -> "not taken in: " + cause;
    };
  }

  static Optional<RecordId> record(Taken taken) {
    return switch (taken) {
      case Taken.Added(RecordId record) -> Optional.of(record);
      case Taken.AlreadyThere(RecordId record) -> Optional.of(record);
      case Taken.Completed(RecordId record) -> Optional.of(record);
      case Taken.Quarantined _, Taken.Refused _ -> Optional.empty();
    };
  }
}
