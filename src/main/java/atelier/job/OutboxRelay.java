package atelier.job;

import atelier.OutsideException;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries announcements from the databoxes' outboxes to the broker.
///
/// - Thread-safe.
/// - A crash between confirm and forgetting publishes an announcement twice; the ledger runs it
///   once, for both carry the same key.
public final class OutboxRelay implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Outbox outbox;
  private final Broker broker;
  private final Clock clock;
  private final Semaphore nudges = new Semaphore(0);
  private final Thread thread;

  public OutboxRelay(Outbox outbox, Broker broker, Clock clock) {
    this.outbox = outbox;
    this.broker = broker;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("outbox-relay").start(this::relay);
  }

  /// Something may have been announced: look now rather than within a second.
  public void nudge() {
    nudges.release();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void relay() {
    boolean away = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        boolean full = relayOnce();
        if (away) {
          log.info("announcements are carried again");
          away = false;
        }
        if (!full) {
          if (nudges.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            nudges.drainPermits();
          }
        }
      } catch (OutsideException e) {
        if (!away) {
          log.warn("announcements wait until broker and database are there", e);
          away = true;
        }
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        log.error("announcements could not be carried; tried again in a second", e);
        pause();
      }
    }
  }

  private boolean relayOnce() {
    List<Waiting> waiting = outbox.waiting(BATCH);
    if (waiting.isEmpty()) {
      return false;
    }
    broker.publish(waiting.stream().map(each -> outgoing(each.announcement())).toList());
    outbox.published(waiting);
    return waiting.size() >= BATCH;
  }

  private Outgoing outgoing(Announcement announcement) {
    QueueType type =
        QueueType.ofName(announcement.type())
            .orElseThrow(
                () ->
                    new BadMessageException(
                        "announced type " + announcement.type() + " is unknown"));
    String body = new Envelope(type, new Payload(announcement.payload())).toJson(clock.instant());
    return new Outgoing(
        QueueName.base(type),
        Message.of(body, Attempts.identity(new JobKey(announcement.key()), 1)));
  }

  private static void pause() {
    try {
      Thread.sleep(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
