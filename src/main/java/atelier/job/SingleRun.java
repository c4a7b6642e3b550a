package atelier.job;

import atelier.job.JobStore.AttemptReport;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.Start;
import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/// Runs one work order in this process, without a broker: nothing is tried again, and what fails
/// goes to no queue. It is in the ledger like any other job.
///
/// - Thread-safe.
public final class SingleRun {
  private final Books books;
  private final List<Worker<?>> workers;
  private final ProcessIdentity process;
  private final Clock clock;

  public SingleRun(Books books, List<Worker<?>> workers, ProcessIdentity process, Clock clock) {
    this.books = books;
    this.workers = List.copyOf(workers);
    this.process = process;
    this.clock = clock;
  }

  /// - Shape: how it ended; [Outcome.Busy] when another job holds the record, nothing ran then.
  /// - Errors: [IllegalArgumentException] when there is no worker for the type;
  ///   [atelier.queue.BadMessageException] that names what is wrong with the payload;
  ///   [JobStoreException].
  public Outcome run(QueueType type, Payload payload) throws InterruptedException {
    Worker<?> worker =
        workers.stream()
            .filter(each -> each.type() == type)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("this version has no worker for " + type));
    var heard = new Heard();
    try (var _ =
        Patrol.start(
            "single run",
            () -> {
              books.jobs().heartbeat(process);
              heard.write(books.jobs(), clock.instant());
              return false;
            })) {
      return run(worker, payload, heard);
    } finally {
      books.jobs().leave(process);
    }
  }

  /// What the one job tells, from when it runs.
  private static final class Heard {
    private final AtomicReference<Optional<Job>> job = new AtomicReference<>(Optional.empty());
    private final LatestHeadway headway = new LatestHeadway();
    private boolean even;

    /// Every other time, that is once in two seconds.
    void write(JobStore jobs, Instant now) {
      even = !even;
      Optional<Job> running = job.get();
      if (even && running.isPresent() && headway.news().isPresent()) {
        double fraction = headway.news().getAsDouble();
        jobs.tell(running.get(), fraction, now);
        headway.written(fraction);
      }
    }
  }

  private <P> Outcome run(Worker<P> worker, Payload payload, Heard heard)
      throws InterruptedException {
    P order = worker.read(payload);
    Start start =
        books
            .jobs()
            .begin(
                begin(worker.type(), payload, worker.row(order)),
                new Liveness(process, books.jobs()));
    return switch (start) {
      case Start.Started(Job job) -> {
        heard.job.set(Optional.of(job));
        yield process(worker, order, job.heardBy(heard.headway));
      }
      case Start.Busy(String holder) -> new Outcome.Busy(holder);
      case Start.Held(String owner) -> throw new IllegalStateException("new, yet run by " + owner);
      case Start.Stale(String why) -> throw new IllegalStateException("new, yet stale: " + why);
    };
  }

  private <P> Outcome process(Worker<P> worker, P order, Job job) throws InterruptedException {
    Outcome outcome;
    var report = AttemptReport.NONE;
    try {
      outcome = worker.process(order, job);
    } catch (InterruptedException e) {
      end(worker, order, job, new Outcome.Canceled("a signal"), report);
      throw e;
    } catch (RuntimeException e) {
      outcome = Verdict.on(e);
      report = Verdict.report(e);
    }
    end(worker, order, job, outcome, report);
    return outcome;
  }

  private <P> void end(Worker<P> worker, P order, Job job, Outcome outcome, AttemptReport report) {
    worker.ended(order, job, outcome);
    JobState state =
        switch (outcome) {
          case Outcome.Done _ -> JobState.FINISHED;
          case Outcome.Canceled _, Outcome.Interrupted _ -> JobState.CANCELED;
          case Outcome.TryAgain _, Outcome.GivenUp _, Outcome.Busy _ -> JobState.FAILED;
        };
    books.jobs().end(job, outcome, state, report, clock.instant());
  }

  private Begin begin(QueueType type, Payload payload, Optional<JobRow> row) {
    Instant now = clock.instant();
    var message = Message.of(new Envelope(type, payload).toJson(now), Map.of());
    return new Begin(
        new JobKey("service:" + UUID.randomUUID()),
        type,
        message.bodyHash(),
        message.text(),
        Envelope.read(message).payload(),
        1,
        row,
        payload.optionalInteger("workerJobId"),
        now,
        process,
        now);
  }
}
