package atelier.desk;

import atelier.OutsideException;
import atelier.job.Figures;
import atelier.job.Figures.Minute;
import atelier.job.Figures.Pace;
import atelier.job.Figures.Reason;
import atelier.job.JobState;
import atelier.job.JobStore.JobFilter;
import atelier.job.JobStore.JobLine;
import atelier.library.Library;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// How everything stands, at one look.
///
/// - Errors: [OutsideException] when the database is away; the broker may be.
/// - Thread-safe.
public final class OverviewDesk {
  private static final Duration SPAN = Duration.ofHours(1);
  private static final int MOST_FAILED = 1000;
  private static final int MOST_RUNNING = 20;

  private final Desk desk;
  private final QueueDesk queues;
  private final Figures figures;
  private final Library library;
  private final LongSupplier freeBytes;
  private final Clock clock;

  /// - Shape: `freeBytes` = what is free where documents are stored.
  public OverviewDesk(
      Desk desk,
      QueueDesk queues,
      Figures figures,
      Library library,
      LongSupplier freeBytes,
      Clock clock) {
    this.desk = desk;
    this.queues = queues;
    this.figures = figures;
    this.library = library;
    this.freeBytes = freeBytes;
    this.clock = clock;
  }

  /// How everything stands.
  ///
  /// - Shape: `queues` empty = the broker is away, and `brokerTrouble` says why; `minutes` and
  ///   `paces` of the last hour, `reasons` of the latest 1,000 failed jobs; `toIndex` = records
  ///   that the index does not have as they are.
  public record Overview(
      List<JobLine> running,
      List<Minute> minutes,
      List<Pace> paces,
      List<Reason> reasons,
      Optional<QueueOverview> queues,
      String brokerTrouble,
      List<Desk.ProcessLine> processes,
      long toIndex,
      long freeBytes) {}

  public Overview overview() {
    Instant since = since();
    Optional<QueueOverview> stand = Optional.empty();
    String trouble = "";
    try {
      stand = Optional.of(queues.overview());
    } catch (OutsideException e) {
      trouble = String.valueOf(e.getMessage());
    }
    return new Overview(
        desk.jobs(JobFilter.in(JobState.RUNNING), MOST_RUNNING),
        figures.minutes(since),
        figures.paces(since),
        figures.reasons(MOST_FAILED),
        stand,
        trouble,
        desk.processes(),
        library.databoxes().stream()
            .mapToLong(databox -> library.records(databox.id()).toIndex())
            .sum(),
        freeBytes.getAsLong());
  }

  /// Jobs that ended in the last hour, by the minute.
  public List<Minute> minutes() {
    return figures.minutes(since());
  }

  private Instant since() {
    return clock.instant().minus(SPAN);
  }

  /// When anything changed last.
  public Instant lastChange() {
    return figures.lastChange();
  }
}
