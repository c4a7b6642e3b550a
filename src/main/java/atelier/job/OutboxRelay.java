package atelier.job;

import atelier.job.Outbox.Waiting;
import atelier.library.Announcement;
import atelier.queue.BadMessageException;
import atelier.queue.Broker;
import atelier.queue.Broker.Outgoing;
import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Carries announcements from the databoxes' outboxes to the broker.
///
/// - Thread-safe.
/// - A crash between confirm and forgetting publishes an announcement twice; the ledger runs it
///   once, for both carry the same key.
public final class OutboxRelay implements AutoCloseable {
  private static final int BATCH = 500;

  private final Outbox outbox;
  private final Broker broker;
  private final Set<QueueType> served;
  private final JobMetrics metrics;
  private final Clock clock;
  private final Patrol patrol;

  /// - Shape: `served` = the types that somebody works off, now or later; what is announced of
  ///   others is forgotten, as its queue would only grow.
  public OutboxRelay(
      Outbox outbox, Broker broker, Set<QueueType> served, JobMetrics metrics, Clock clock) {
    this.outbox = outbox;
    this.broker = broker;
    this.served = Set.copyOf(served);
    this.metrics = metrics;
    this.clock = clock;
    this.patrol = Patrol.start("outbox relay", this::relayOnce);
  }

  /// Something may have been announced: look now rather than within a second.
  public void nudge() {
    patrol.nudge();
  }

  @Override
  public void close() {
    patrol.close();
  }

  private boolean relayOnce() {
    List<Waiting> waiting = outbox.waiting(BATCH);
    if (waiting.isEmpty()) {
      return false;
    }
    List<Outgoing> messages =
        waiting.stream()
            .map(Waiting::announcement)
            .filter(each -> served.contains(type(each)))
            .map(this::outgoing)
            .toList();
    if (!messages.isEmpty()) {
      broker.publish(messages);
    }
    messages.forEach(each -> metrics.published(each.queue()));
    outbox.published(waiting);
    return waiting.size() >= BATCH;
  }

  private static QueueType type(Announcement announcement) {
    return QueueType.ofName(announcement.type())
        .orElseThrow(
            () -> new BadMessageException("announced type " + announcement.type() + " is unknown"));
  }

  private Outgoing outgoing(Announcement announcement) {
    QueueType type = type(announcement);
    String body = new Envelope(type, new Payload(announcement.payload())).toJson(clock.instant());
    var message = Message.of(body, Attempts.identity(new JobKey(announcement.key()), 1));
    String trace =
        TraceContext.of(message).header(); // What follows can be told apart from here on.
    return new Outgoing(
        QueueName.base(type), message.withHeaders(Map.of(TraceContext.HEADER, trace)));
  }
}
