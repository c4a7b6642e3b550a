package atelier.queue.amqp;

import atelier.queue.Broker.Subscription;
import atelier.queue.Delivery;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.amqp.AmqpDelivery.Answer;
import atelier.queue.amqp.Line.Link;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An interest in a queue, through as many channels, one after the other, as it takes.
///
/// Thread-safe. What happens comes in as events; one thread takes them and is the only one that
/// touches the channel. Invariants:
///
/// 1. At most one channel is consuming, and it lives on the latest connection.
/// 2. A delivery is answered on the channel it came on; when that is not the current one any more
///    the answer is dropped, as the broker has taken the message back.
/// 3. Without a channel and not closing, an event is on its way that opens one.
final class AmqpSubscription implements Subscription {
  private static final Logger log = LoggerFactory.getLogger(AmqpSubscription.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private sealed interface Event {
    /// There is a new connection.
    record Up(Link link) implements Event {}

    /// A channel is closed, by whomever.
    record Gone(Reception reception, ShutdownSignalException reason) implements Event {}

    /// Time to try to open a channel again.
    record TryAgain() implements Event {}

    /// The broker delivers no more on a channel.
    record Withdrawn(Reception reception) implements Event {}

    record Answered(Reception reception, long tag, Answer answer) implements Event {}

    /// Deliver no more, wait for the answers.
    record Cancel() implements Event {}

    /// End now; the broker takes back what is unanswered.
    record Stop() implements Event {}
  }

  private final QueueName queue;
  private final int prefetch;
  private final Consumer<Delivery> receiver;
  private final Line line;
  private final Declarations declarations;
  private final Consumer<Link> onUp;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Thread owner;
  private volatile boolean closed;
  private @Nullable Link link;
  private @Nullable Reception current;
  private boolean saidTrouble;

  AmqpSubscription(
      QueueName queue,
      int prefetch,
      Consumer<Delivery> receiver,
      Line line,
      Declarations declarations) {
    this.queue = queue;
    this.prefetch = prefetch;
    this.receiver = receiver;
    this.line = line;
    this.declarations = declarations;
    this.onUp = link -> events.add(new Event.Up(link));
    this.owner = Thread.ofVirtual().name("amqp-subscription-" + queue).unstarted(this::run);
  }

  void start() {
    owner.start();
    line.watch(onUp);
  }

  @Override
  public void close() {
    closed = true;
    events.add(new Event.Cancel());
  }

  /// Ends without waiting for answers; those given before are still sent.
  void stop() {
    closed = true;
    events.add(new Event.Stop());
  }

  void awaitEnd(Duration limit) throws InterruptedException {
    owner.join(limit);
  }

  boolean hasEnded() {
    return owner.getState() == Thread.State.TERMINATED;
  }

  private void run() {
    try {
      boolean going = true;
      while (going) {
        going = handle(events.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Nobody does; it would mean to end.
    } finally {
      line.unwatch(onUp);
      if (current != null) {
        Channels.discard(current.getChannel());
      }
    }
  }

  /// False when the subscription has ended.
  private boolean handle(Event event) {
    switch (event) {
      case Event.Up(Link newest) -> {
        link = newest;
        open();
      }
      case Event.TryAgain() -> open();
      case Event.Gone(Reception reception, ShutdownSignalException reason) ->
          gone(reception, reason);
      // Closed, it is gone, and then tried again.
      case Event.Withdrawn(Reception reception) -> Channels.discard(reception.getChannel());
      case Event.Answered(Reception reception, long tag, Answer answer) ->
          answer(reception, tag, answer);
      case Event.Cancel() -> cancel();
      case Event.Stop() -> {
        return false;
      }
    }
    return !closed || (current != null && current.unanswered.get() > 0);
  }

  /// Opens a channel and consumes, if there is none; tries again later when that fails.
  private void open() {
    Link now = link;
    if (closed || now == null || (current != null && current.getChannel().isOpen())) {
      return;
    }
    Channel channel = null;
    try {
      channel = Channels.open(now);
      var reception = new Reception(channel);
      current = reception;
      channel.addShutdownListener(reason -> events.add(new Event.Gone(reception, reason)));
      channel.basicQos(prefetch);
      channel.basicConsume(queue.text(), false, reception);
      saidTrouble = false;
    } catch (IOException | ShutdownSignalException e) {
      trouble(e);
      if (channel == null) {
        later();
      } else {
        Channels.discard(channel); // Which makes it gone, if it is not yet.
      }
      if (Refusal.code(e).orElse(0) == Refusal.NOT_FOUND) {
        bringBack(now);
      }
    }
  }

  /// Somebody has deleted the queue, as Phraseanet's panel can; its next try finds it again.
  private void bringBack(Link now) {
    try {
      declarations.declareAgain(now, queue);
    } catch (IOException | ShutdownSignalException e) {
      log.debug("cannot declare {} again: {}", queue, Refusal.reason(e));
    }
  }

  private void gone(Reception reception, ShutdownSignalException reason) {
    if (reception != current) {
      return;
    }
    current = null;
    // With its connection gone too, the next connection brings the next channel.
    if (!closed && link != null && link.connection().isOpen()) {
      trouble(reason);
      later();
    }
  }

  private void trouble(Exception reason) {
    if (!saidTrouble && link != null && link.connection().isOpen()) {
      log.warn("Cannot consume {} now, trying again: {}", queue, Refusal.reason(reason));
      saidTrouble = true;
    }
  }

  private void later() {
    CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> events.add(new Event.TryAgain()));
  }

  private void answer(Reception reception, long tag, Answer answer) {
    if (reception != current) {
      return;
    }
    reception.unanswered.decrementAndGet();
    try {
      switch (answer) {
        case ACKNOWLEDGED -> reception.getChannel().basicAck(tag, false);
        case GIVEN_BACK -> reception.getChannel().basicNack(tag, false, true);
      }
    } catch (IOException | ShutdownSignalException _) {
      // The channel is gone, so the broker has taken the message back; Gone is on its way.
    }
  }

  private void cancel() {
    if (current != null) {
      try {
        current.getChannel().basicCancel(current.getConsumerTag());
      } catch (IOException | ShutdownSignalException _) {
        // Nothing is delivered on a dead channel either.
      }
    }
  }

  /// What the broker delivers on one channel.
  private final class Reception extends DefaultConsumer {
    final AtomicInteger unanswered = new AtomicInteger();

    Reception(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
      var message = new Message(body, Headers.plain(properties.getHeaders()));
      var delivery =
          new AmqpDelivery(
              queue,
              message,
              answer -> events.add(new Event.Answered(this, envelope.getDeliveryTag(), answer)));
      unanswered.incrementAndGet();
      if (closed) {
        delivery.giveBack();
      } else {
        receiver.accept(delivery);
      }
    }

    /// The broker ended it: the queue was deleted, or moved to another node.
    @Override
    public void handleCancel(String consumerTag) {
      events.add(new Event.Withdrawn(this));
    }
  }
}
