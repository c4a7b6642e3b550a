package atelier.queue.amqp;

import atelier.queue.Broker.Outgoing;
import atelier.queue.BrokerException;
import atelier.queue.QueueName;
import atelier.queue.amqp.Line.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Publishes what many threads hand over, on one channel that belongs to one thread.
///
/// Thread-safe. While the connection is away messages wait here, as long as their senders do.
final class Publisher implements AutoCloseable {
  // So that a long list lets others in between.
  private static final int GROUP = 1000;

  private final Line line;
  private final Duration patience;
  private final QueueRevival revival;
  private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
  private final Thread owner;
  private volatile boolean closed;
  private @Nullable ConfirmingChannel channel;

  Publisher(Line line, Duration patience, QueueRevival revival) {
    this.line = line;
    this.revival = revival;
    this.patience = patience;
    this.owner = Thread.ofVirtual().name("amqp-publisher").unstarted(this::run);
  }

  void start() {
    owner.start();
  }

  /// Publishes messages in their order and returns when all are confirmed.
  ///
  /// - Units: `patience` is how long the next confirm may take.
  /// - Errors: [BrokerException] of the first that failed; the others of its group are on their way
  ///   all the same.
  void publish(List<Outgoing> messages) {
    for (int from = 0; from < messages.size(); from += GROUP) {
      publishGroup(messages.subList(from, Math.min(from + GROUP, messages.size())));
    }
  }

  private void publishGroup(List<Outgoing> messages) {
    List<Pending> group = messages.stream().map(Pending::new).toList();
    waiting.addAll(group);
    if (closed) {
      failWaiting();
    }
    for (Pending pending : group) {
      try {
        pending.await(patience);
      } catch (BrokerException e) {
        if (!pending.wasRefused() || !revival.revive(pending.outgoing().queue())) {
          throw e;
        }
        var again = new Pending(pending.outgoing());
        waiting.add(again);
        again.await(patience);
      }
    }
  }

  /// Brings back a queue that somebody has deleted, if it is one that was declared.
  @FunctionalInterface
  interface QueueRevival {
    boolean revive(QueueName queue);
  }

  private void run() {
    try {
      while (true) {
        send(waiting.take());
      }
    } catch (InterruptedException _) {
      // Closed: nobody but close() interrupts the owner.
    } finally {
      failWaiting();
    }
  }

  private void send(Pending pending) throws InterruptedException {
    while (!pending.isSettled()) {
      Link link = null;
      try {
        link = line.await(patience);
        channelOn(link).send(pending);
        return;
      } catch (BrokerException | IOException e) {
        // Nothing was sent yet, so a connection that broke just now is no reason to fail.
        if (link == null || link.connection().isOpen()) {
          pending.fail(Refusal.reason(e));
        }
      }
    }
  }

  private ConfirmingChannel channelOn(Link link) throws IOException {
    ConfirmingChannel kept = channel;
    if (kept == null || !kept.isOpenOn(link)) {
      kept = ConfirmingChannel.open(link);
      channel = kept;
    }
    return kept;
  }

  private void failWaiting() {
    for (Pending pending = waiting.poll(); pending != null; pending = waiting.poll()) {
      pending.fail("the broker is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    owner.interrupt();
  }
}
