package atelier.job;

import atelier.job.JobStore.AttemptReport;
import atelier.queue.Broker;
import atelier.queue.Delivery;
import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What follows when an execution has ended: messages, ledger, answer.
///
/// - Thread-safe.
/// - Order, so that a crash between any two steps loses nothing: follow-up published and confirmed,
///   then outcome stored, then the message acknowledged. What a crash repeats, the ledger refuses.
final class Ending {
  private static final Logger log = LoggerFactory.getLogger(Ending.class);

  /// Since when a record's lock has kept a job waiting, in milliseconds since the epoch.
  static final String BUSY_SINCE_HEADER = "atelier-busy-since";

  private static final Duration BUSY_ALARM = Duration.ofMinutes(15);

  private final Broker broker;
  private final JobStore store;
  private final Surroundings around;
  private final Clock clock;

  Ending(Broker broker, JobStore store, Surroundings around, Clock clock) {
    this.broker = broker;
    this.store = store;
    this.around = around;
    this.clock = clock;
  }

  /// An execution that has ended.
  record Ended(
      RunningJobs.Running running, Envelope envelope, Outcome outcome, TraceContext trace) {
    Job job() {
      return running.job();
    }
  }

  /// Publishes what follows, stores the outcome, answers the message.
  JobState settle(Ended ended, AttemptReport report) throws InterruptedException {
    JobState state = Insistence.on("publishing what follows", () -> follow(ended));
    try {
      Insistence.on(
          "storing an outcome",
          () -> store.end(ended.job(), ended.outcome(), state, report, clock.instant()));
    } catch (IllegalStateException e) {
      log.warn("the job was taken over by another process; its outcome here does not count", e);
    }
    if (ended.outcome() instanceof Outcome.Interrupted) {
      ended.running().giveBack();
    } else {
      ended.running().acknowledge();
    }
    return state;
  }

  private JobState follow(Ended ended) {
    QueueType type = ended.job().type();
    if (type.family() == QueueType.Family.LOOP
        && !(ended.outcome() instanceof Outcome.Interrupted)) {
      publish(QueueName.loop(type), again(ended, ended.job().attempt() + 1));
      return JobState.WAITING;
    }
    return switch (ended.outcome()) {
      case Outcome.Done _ -> JobState.FINISHED;
      case Outcome.Canceled _ -> JobState.CANCELED;
      case Outcome.Interrupted _ -> {
        if (ended.running().isAnswered()) { // It was in our custody; the broker has it no more.
          publish(QueueName.base(type), again(ended, ended.job().attempt()));
        }
        yield JobState.WAITING;
      }
      case Outcome.Busy _ -> {
        publish(laterQueue(type), again(ended, ended.job().attempt()));
        yield JobState.WAITING;
      }
      case Outcome.TryAgain(String reason) -> {
        if (ended.job().attempt() >= around.topology().settings(type).maxRetry()) {
          fail(ended, reason);
          yield JobState.FAILED;
        }
        var next = Attempts.next(ended.job(), ended.envelope(), reason, clock.instant());
        publish(
            QueueName.retry(type),
            next.withHeaders(Map.of(TraceContext.HEADER, ended.trace().header())));
        yield JobState.WAITING;
      }
      case Outcome.GivenUp(String reason) -> {
        fail(ended, reason);
        yield JobState.FAILED;
      }
    };
  }

  private void fail(Ended ended, String reason) {
    publish(
        failedQueue(ended.job().type()), withReason(again(ended, ended.job().attempt()), reason));
  }

  private Message again(Ended ended, int attempt) {
    return Message.of(
            ended.envelope().toJson(clock.instant()), Attempts.identity(ended.job().key(), attempt))
        .withHeaders(Map.of(TraceContext.HEADER, ended.trace().header()));
  }

  /// The record is locked by another program: the same execution comes back later, uncounted.
  void comeBack(Delivery delivery, Envelope envelope, JobStore.Begin wish, String holder)
      throws InterruptedException {
    Instant since = busySince(delivery.message());
    if (Duration.between(since, clock.instant()).compareTo(BUSY_ALARM) >= 0) {
      log.error("the record has been locked since {} by {}; the job waits on", since, holder);
    }
    var headers = new HashMap<String, Object>(Attempts.identity(wish.key(), wish.attempt()));
    headers.put(BUSY_SINCE_HEADER, since.toEpochMilli());
    delivery
        .message()
        .header(TraceContext.HEADER)
        .ifPresent(trace -> headers.put(TraceContext.HEADER, trace));
    var message = Message.of(envelope.toJson(clock.instant()), headers);
    Insistence.on("publishing a delayed job", () -> publish(laterQueue(envelope.type()), message));
    delivery.acknowledge();
  }

  private Instant busySince(Message message) {
    return message
        .header(BUSY_SINCE_HEADER)
        .filter(text -> text.matches("\\d{1,15}"))
        .map(text -> Instant.ofEpochMilli(Long.parseLong(text)))
        .orElse(clock.instant());
  }

  /// Nobody can run this message: it goes to a failed queue as it is, with the reason.
  void refuse(Delivery delivery, QueueName failed, String reason) throws InterruptedException {
    log.warn("a message in {} goes to {}: {}", delivery.queue(), failed, reason);
    Insistence.on(
        "publishing a failed message",
        () -> publish(failed, withReason(delivery.message(), reason)));
    Optional<JobKey> known = delivery.message().header(Message.JOB_HEADER).flatMap(JobKey::parse);
    if (known.isPresent()) {
      Insistence.on(
          "noting a refusal",
          () -> store.refuse(known.get(), Verdict.forHeader(reason), clock.instant()));
    }
    delivery.acknowledge();
  }

  private void publish(QueueName queue, Message message) {
    broker.publish(queue, message);
    around.metrics().published(queue);
  }

  private Message withReason(Message message, String reason) {
    return message.withHeaders(
        Map.of(
            Message.REASON_HEADER,
            Verdict.forHeader(reason),
            Message.HOST_HEADER,
            around.process().host()));
  }

  /// Loops have no failed queue.
  static QueueName failedQueue(QueueType type) {
    return type.family() == QueueType.Family.LOOP ? QueueName.unroutable() : QueueName.failed(type);
  }

  private static QueueName laterQueue(QueueType type) {
    return Topology.hasDelayed(type) ? QueueName.delayed(type) : QueueName.retry(type);
  }
}
