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
import atelier.queue.Topology;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// What happens to one message between our taking it and our answer.
///
/// - Thread-safe; one instance serves all jobs.
/// - Order, so that a crash between any two steps loses nothing: follow-up published and confirmed,
///   then outcome stored, then acknowledged. What a crash repeats, the ledger refuses.
final class Execution {
  private static final Logger log = LoggerFactory.getLogger(Execution.class);
  private static final int OUT_OF_MEMORY = 3;

  /// The end of the year 9999: no later time fits into the columns.
  private static final long LATEST_UNIX_SECONDS = 253_402_300_799L;

  private final Broker broker;
  private final JobStore store;
  private final JobStore.OwnerCheck liveness;
  private final Map<QueueType, Worker<?>> workers;
  private final LocalLocks locks;
  private final EngineSettings settings;
  private final Clock clock;

  Execution(
      Broker broker,
      JobStore store,
      JobStore.OwnerCheck liveness,
      Map<QueueType, Worker<?>> workers,
      EngineSettings settings,
      Clock clock) {
    this.broker = broker;
    this.store = store;
    this.liveness = liveness;
    this.workers = Map.copyOf(workers);
    this.locks = new LocalLocks();
    this.settings = settings;
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
      return refuse(delivery, failedQueue(envelope.type()), reason);
    }
    return runWith(worker, delivery, envelope, whenFree);
  }

  private <P> Result runWith(
      Worker<P> worker, Delivery delivery, Envelope envelope, Runnable whenFree)
      throws InterruptedException {
    QueueType type = envelope.type();
    P order;
    Begin wish;
    try {
      order = worker.read(envelope.payload());
      wish = begin(delivery, envelope, worker.row(order));
    } catch (RuntimeException e) { // Whatever it is: reading it once more would not go better.
      return refuse(delivery, failedQueue(type), Verdict.on(e).text());
    }
    if (wish.attempt() > settings.topology().settings(type).maxRetry()) {
      String reason = delivery.message().header(Message.REASON_HEADER).orElse("no reason given");
      return refuse(delivery, failedQueue(type), reason);
    }
    Optional<JobRow> lock = wish.row().filter(JobRow::locks);
    if (lock.isPresent() && !locks.enter(type, lock.get(), whenFree)) {
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
          comeBack(delivery, envelope, wish);
          yield new Result.Ended(new Outcome.Busy(holder), true);
        }
      };
    } finally {
      lock.ifPresent(held -> locks.leave(type, held));
    }
  }

  private <P> Result process(
      Worker<P> worker, P order, Job job, Delivery delivery, Envelope envelope)
      throws InterruptedException {
    MDC.put("job", job.key().text());
    MDC.put("queue", job.type().queueName());
    long began = System.nanoTime();
    try {
      var report = AttemptReport.NONE;
      Outcome outcome;
      try {
        outcome = worker.process(order, job);
      } catch (InterruptedException e) {
        outcome = new Outcome.Interrupted("this process stops");
      } catch (OutOfMemoryError e) {
        Runtime.getRuntime().halt(OUT_OF_MEMORY);
        throw e;
      } catch (RuntimeException | Error e) {
        outcome = Verdict.on(e);
        report = new AttemptReport(e.getClass().getName(), "", "");
        logFailure(outcome, e);
      }
      return end(worker, order, job, delivery, envelope, outcome, report, began);
    } finally {
      MDC.clear();
    }
  }

  private <P> Result end(
      Worker<P> worker,
      P order,
      Job job,
      Delivery delivery,
      Envelope envelope,
      Outcome outcome,
      AttemptReport report,
      long began)
      throws InterruptedException {
    try {
      worker.ended(order, job, outcome);
    } catch (RuntimeException | Error e) {
      log.warn("the end of the job could not be noted in the record's history", e);
    }
    JobState state = Insistence.on("publishing what follows", () -> follow(job, envelope, outcome));
    try {
      Insistence.on(
          "storing an outcome", () -> store.end(job, outcome, state, report, clock.instant()));
    } catch (IllegalStateException e) {
      log.warn("the job was taken over by another process; its outcome here does not count", e);
    }
    if (outcome instanceof Outcome.Interrupted) {
      delivery.giveBack();
    } else {
      delivery.acknowledge();
    }
    log.info(
        "{} {} {} ms {}",
        state.column(),
        job.type(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
        outcome.text());
    return new Result.Ended(outcome, state == JobState.WAITING);
  }

  /// Publishes what follows from an outcome, and says in which state the job is then.
  private JobState follow(Job job, Envelope envelope, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> JobState.FINISHED;
      case Outcome.Canceled _ -> JobState.CANCELED;
      case Outcome.Interrupted _ -> JobState.WAITING;
      case Outcome.Busy _ -> {
        broker.publish(
            laterQueue(job.type()),
            Message.of(
                envelope.toJson(clock.instant()), Attempts.identity(job.key(), job.attempt())));
        yield JobState.WAITING;
      }
      case Outcome.TryAgain(String reason) -> {
        if (job.attempt() >= settings.topology().settings(job.type()).maxRetry()) {
          fail(job, envelope, reason);
          yield JobState.FAILED;
        }
        broker.publish(
            laterThan(job.type()), Attempts.next(job, envelope, reason, clock.instant()));
        yield JobState.WAITING;
      }
      case Outcome.GivenUp(String reason) -> {
        fail(job, envelope, reason);
        yield JobState.FAILED;
      }
    };
  }

  private void fail(Job job, Envelope envelope, String reason) {
    var message =
        Message.of(envelope.toJson(clock.instant()), Attempts.identity(job.key(), job.attempt()));
    broker.publish(failedQueue(job.type()), withReason(message, reason));
  }

  /// The record is locked: the same execution comes back later, uncounted.
  private void comeBack(Delivery delivery, Envelope envelope, Begin wish)
      throws InterruptedException {
    var message =
        Message.of(envelope.toJson(clock.instant()), Attempts.identity(wish.key(), wish.attempt()));
    Insistence.on(
        "publishing a delayed job", () -> broker.publish(laterQueue(envelope.type()), message));
    delivery.acknowledge();
  }

  private Result refuse(Delivery delivery, QueueName failed, String reason)
      throws InterruptedException {
    log.warn("a message in {} goes to {}: {}", delivery.queue(), failed, reason);
    Insistence.on(
        "publishing a failed message",
        () -> broker.publish(failed, withReason(delivery.message(), reason)));
    delivery.acknowledge();
    return new Result.Answered();
  }

  private Message withReason(Message message, String reason) {
    return message.withHeaders(
        Map.of(
            Message.REASON_HEADER,
            Verdict.forHeader(reason),
            Message.HOST_HEADER,
            settings.process().host()));
  }

  private Begin begin(Delivery delivery, Envelope envelope, Optional<JobRow> row) {
    Instant now = clock.instant();
    return new Begin(
        keyOf(delivery),
        envelope.type(),
        delivery.message().bodyHash(),
        delivery.message().text(),
        Attempts.of(delivery.message(), envelope),
        row,
        envelope.payload().optionalInteger("workerJobId"),
        envelope.payload().optionalInteger("published").map(Execution::moment).orElse(now),
        settings.process(),
        now);
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

  private static QueueName failedQueue(QueueType type) {
    return type.family() == QueueType.Family.LOOP ? QueueName.unroutable() : QueueName.failed(type);
  }

  private static QueueName laterThan(QueueType type) {
    return type.family() == QueueType.Family.LOOP ? QueueName.loop(type) : QueueName.retry(type);
  }

  private static QueueName laterQueue(QueueType type) {
    return Topology.hasDelayed(type) ? QueueName.delayed(type) : laterThan(type);
  }
}
