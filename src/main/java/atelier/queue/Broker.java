package atelier.queue;

import java.util.List;
import java.util.function.Consumer;

/// The messages' carrier: RabbitMQ, or the broker in our own process.
///
/// - Errors: [BrokerException] when the broker cannot be reached or refuses; nothing was published
///   then, or it is not known whether it was (a double is possible, a loss is not).
/// - Thread-safe.
public interface Broker extends AutoCloseable {
  /// Declares exchanges and queues and binds them.
  ///
  /// A queue that exists with other arguments stays as it is.
  void declare(List<QueueDeclaration> queues);

  /// Publishes one message, persistent, and returns when the broker has confirmed that it holds it.
  ///
  /// - Errors: [BrokerException], also when no queue took the message.
  void publish(QueueName queue, Message message);

  /// Publishes several, in their order, and returns when all are confirmed. Much faster than one by
  /// one.
  void publish(List<Outgoing> messages);

  /// Delivers messages of a queue to `receiver`, at most `prefetch` unanswered at a time.
  ///
  /// The receiver is called on a thread of the broker and must not block. After a lost connection
  /// the subscription goes on by itself with the new one, until it is closed.
  Subscription subscribe(QueueName queue, int prefetch, Consumer<Delivery> receiver);

  /// How much is in a queue; zeros when it does not exist.
  ///
  /// - Shape: `ready` counts waiting messages; the embedded broker counts unanswered ones too.
  QueueDepth depth(QueueName queue);

  /// Connected at this moment.
  boolean isUp();

  @Override
  void close();

  /// A message and where it goes.
  record Outgoing(QueueName queue, Message message) {}

  /// What waits in a queue, and how many consumers it has.
  record QueueDepth(long ready, int consumers) {}

  /// An interest in a queue.
  interface Subscription extends AutoCloseable {
    /// Delivers no more. What was delivered and not answered stays with us until answered.
    @Override
    void close();
  }
}
