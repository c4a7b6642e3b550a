package atelier.job;

import atelier.job.JobStore.AttemptReport;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.Start;
import atelier.queue.BadMessageException;
import atelier.queue.Broker;
import atelier.queue.Delivery;
import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// What happens to one message between our taking it and our answer.
///
/// - Thread-safe; one instance serves all jobs.
final class Execution {
  private static final Logger log = LoggerFactory.getLogger(Execution.class);
  private static final int OUT_OF_MEMORY = 3;

  /// The end of the year 9999: no later time fits into the columns.
  private static final long LATEST_UNIX_SECONDS = 253_402_300_799L;

  private final JobStore store;
  private final JobStore.OwnerCheck liveness;
  private final Map<QueueType, Worker<?>> workers;
  private final Surroundings around;
  private final Ending ending;
  private final Clock clock;

  Execution(
      Broker broker,
      JobStore store,
      JobStore.OwnerCheck liveness,
      Map<QueueType, Worker<?>> workers,
      Surroundings around,
      Clock clock) {
    this.store = store;
    this.liveness = liveness;
    this.workers = Map.copyOf(workers);
    this.around = around;
    this.ending = new Ending(broker, store, around, clock);
    this.clock = clock;
  }

  /// How a message left our hands, or why it has not yet.
  sealed interface Result {
    /// A job ran and ended so.
    record Ended(Outcome outcome, boolean more) implements Result {}

    /// Nothing ran: the message was a double, or nobody can read it, and is answered.
    record Answered() implements Result {}

    /// A job of ours on the same record stands against it; `whenFree` will be called.
    record Parked() implements Result {}

    /// Another living process runs this very job: ask again later.
    record Held() implements Result {}
  }

  /// Runs the job of a message.
  ///
  /// - Errors: [InterruptedException] when we stop before the job began; the message is not
  ///   answered then.
  Result run(Delivery delivery, Runnable whenFree) throws InterruptedException {
    Message message = delivery.message();
    Envelope envelope;
    try {
      envelope = Envelope.read(message);
    } catch (BadMessageException e) {
      return refuse(delivery, QueueName.unroutable(), String.valueOf(e.getMessage()));
    }
    Worker<?> worker = workers.get(envelope.type());
    if (worker == null) {
      String reason = "no worker for " + envelope.type() + " consumes " + delivery.queue();
      return refuse(delivery, Ending.failedQueue(envelope.type()), reason);
    }
    return runWith(worker, delivery, envelope, whenFree);
  }

  private <P> Result runWith(
      Worker<P> worker, Delivery delivery, Envelope envelope, Runnable whenFree)
      throws InterruptedException {
    QueueType type = envelope.type();
    P order;
    Begin asked;
    try {
      order = worker.read(envelope.payload());
      asked = begin(delivery, envelope, worker.row(order));
    } catch (RuntimeException e) { // Whatever it is: reading it once more would not go better.
      return refuse(delivery, Ending.failedQueue(type), Verdict.on(e).text());
    }
    Begin wish = isLoop(type) ? lap(asked, delivery.message()) : asked;
    if (!isLoop(type) && wish.attempt() > around.topology().settings(type).maxRetry()) {
      String reason = delivery.message().header(Message.REASON_HEADER).orElse("no reason given");
      return refuse(delivery, Ending.failedQueue(type), reason);
    }
    Optional<JobRow> lock = wish.row().filter(JobRow::locks);
    if (lock.isPresent() && !around.locks().enter(type, lock.get(), whenFree)) {
      return new Result.Parked();
    }
    try {
      Start start = Insistence.on("starting a job", () -> store.begin(wish, liveness));
      return switch (start) {
        case Start.Started(Job job) -> process(worker, order, job, delivery, envelope);
        case Start.Held(String _) -> new Result.Held();
        case Start.Stale(String why) -> {
          log.debug("{} {} is not run: {}", type, wish.key(), why);
          delivery.acknowledge();
          yield new Result.Answered();
        }
        case Start.Busy(String holder) -> {
          log.debug("{} {} waits for {}", type, wish.key(), holder);
          ending.comeBack(delivery, envelope, wish, holder);
          yield new Result.Ended(new Outcome.Busy(holder), true);
        }
      };
    } finally {
      lock.ifPresent(held -> around.locks().leave(type, held));
    }
  }

  private <P> Result process(
      Worker<P> worker, P order, Job job, Delivery delivery, Envelope envelope)
      throws InterruptedException {
    var trace = TraceContext.of(delivery.message());
    MDC.put("job", job.key().text());
    MDC.put("queue", job.type().queueName());
    MDC.put("trace", trace.traceId());
    long began = System.nanoTime();
    around.metrics().started(job.type(), waited(envelope));
    var running = around.running().enter(job, delivery, clock.instant());
    try {
      var report = AttemptReport.NONE;
      Outcome outcome;
      try {
        outcome = worker.process(order, job.heardBy(running.headway()));
      } catch (InterruptedException e) {
        outcome = new Outcome.Interrupted("this process stops");
      } catch (OutOfMemoryError e) {
        Runtime.getRuntime().halt(OUT_OF_MEMORY);
        throw e;
      } catch (RuntimeException | Error e) {
        outcome = Verdict.on(e);
        report = Verdict.report(e);
        logFailure(outcome, e);
      }
      Optional<String> canceledBy = running.worked();
      if (canceledBy.isEmpty() && outcome instanceof Outcome.Interrupted) {
        canceledBy = around.canceled(job); // The worker may have seen it before we did.
      }
      if (canceledBy.isPresent() && !(outcome instanceof Outcome.Done)) {
        outcome = new Outcome.Canceled(canceledBy.get());
      }
      try {
        worker.ended(order, job, outcome);
      } catch (RuntimeException | Error e) {
        log.warn("the end of the job could not be noted in the record's history", e);
      }
      JobState state = ending.settle(new Ending.Ended(running, envelope, outcome, trace), report);
      var ran = Duration.ofNanos(System.nanoTime() - began);
      around.metrics().ended(job.type(), outcome, report.errorClass(), ran);
      log.info("{} {} {} ms {}", state.column(), job.type(), ran.toMillis(), outcome.text());
      return new Result.Ended(outcome, state == JobState.WAITING);
    } finally {
      around.running().leave(running);
      MDC.clear();
    }
  }

  private Duration waited(Envelope envelope) {
    return envelope
        .payload()
        .optionalInteger("published")
        .map(Execution::moment)
        .map(published -> Duration.between(published, clock.instant()))
        .orElse(Duration.ZERO);
  }

  private Result refuse(Delivery delivery, QueueName failed, String reason)
      throws InterruptedException {
    ending.refuse(delivery, failed, reason);
    return new Result.Answered();
  }

  private Begin begin(Delivery delivery, Envelope envelope, Optional<JobRow> row) {
    Instant now = clock.instant();
    JobKey key =
        isLoop(envelope.type())
            ? new JobKey("loop:" + envelope.type().queueName())
            : keyOf(delivery);
    return new Begin(
        key,
        envelope.type(),
        delivery.message().bodyHash(),
        delivery.message().text(),
        envelope.payload(),
        Attempts.of(delivery.message(), envelope),
        row,
        envelope.payload().optionalInteger("workerJobId"),
        envelope.payload().optionalInteger("published").map(Execution::moment).orElse(now),
        around.process(),
        now);
  }

  private static boolean isLoop(QueueType type) {
    return type.family() == QueueType.Family.LOOP;
  }

  /// Which lap of a loop a message asks for: ours say it. One of another program, or of a new
  /// start, overtakes the lap that is waited for, whose message is then stale; so there is always
  /// one loop, however many were started.
  private Begin lap(Begin asked, Message message) throws InterruptedException {
    if (Attempts.ours(message).isPresent()) {
      return asked;
    }
    int reached =
        Insistence.on(
            "reading how often a loop went round",
            () -> store.find(asked.key()).map(JobStore.JobLine::attempt).orElse(0));
    return asked.withAttempt(reached + 1);
  }

  private static Instant moment(long unixSeconds) {
    if (unixSeconds < 0 || unixSeconds > LATEST_UNIX_SECONDS) {
      throw new BadMessageException("payload.published is " + unixSeconds + ", not a time");
    }
    return Instant.ofEpochSecond(unixSeconds);
  }

  private static JobKey keyOf(Delivery delivery) {
    Message message = delivery.message();
    String key =
        message
            .header(Message.JOB_HEADER)
            .orElseGet(() -> delivery.queue().text() + ":" + message.bodyHash());
    try {
      return new JobKey(key);
    } catch (IllegalArgumentException e) {
      throw new BadMessageException("header " + Message.JOB_HEADER + ": " + e.getMessage());
    }
  }

  private static void logFailure(Outcome outcome, Throwable failure) {
    if (outcome instanceof Outcome.TryAgain) {
      log.warn("the job failed and will be tried again", failure);
    } else {
      log.error("the job failed in a way no retry can cure", failure);
    }
  }
}
