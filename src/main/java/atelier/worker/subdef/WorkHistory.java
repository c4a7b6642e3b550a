package atelier.worker.subdef;

import atelier.job.Job;
import atelier.job.Outcome;
import atelier.library.Library;
import java.time.Instant;

/// Notes in a record's history how work on one of its files ended.
///
/// - Source: `docs/phraseanet.md`, history of a record.
final class WorkHistory {
  private WorkHistory() {}

  static void ended(Library library, SubdefOrder order, Job job, Outcome outcome, Instant now) {
    if (library.databox(order.record().databox()).isEmpty()) {
      return;
    }
    library
        .records(order.record().databox())
        .workEnded(
            order.record().record(),
            job.type().queueName(),
            order.subdefName(),
            job.started(),
            now,
            status(outcome));
  }

  private static String status(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> "finished";
      case Outcome.Canceled _ -> "canceled";
      case Outcome.TryAgain _, Outcome.GivenUp _, Outcome.Busy _, Outcome.Interrupted _ -> "error";
    };
  }
}
