package atelier.queue;

import java.util.Arrays;
import java.util.Optional;

/// The name of one queue: a base queue or one of its siblings.
///
/// - Shape: `subdefCreation`, `subdefCreation_retry`, `_delayed`, `_loop`, `_failed`; the routing
///   key is the same text.
/// - Source: `docs/phraseanet.md`, queues.
public sealed interface QueueName {
  String BASE_EXCHANGE = "alchemy-exchange";
  String SIBLING_EXCHANGE = "retry-alchemy-exchange";

  /// What a sibling queue is for.
  enum Role {
    RETRY("_retry"),
    DELAYED("_delayed"),
    LOOP("_loop"),
    FAILED("_failed");

    private final String suffix;

    Role(String suffix) {
      this.suffix = suffix;
    }
  }

  /// The queue that workers consume.
  record Base(QueueType type) implements QueueName {
    @Override
    public String text() {
      return type.queueName();
    }

    @Override
    public String exchange() {
      return BASE_EXCHANGE;
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// A queue beside the base queue.
  record Sibling(QueueType type, Role role) implements QueueName {
    @Override
    public String text() {
      return type.queueName() + role.suffix;
    }

    @Override
    public String exchange() {
      return SIBLING_EXCHANGE;
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// Where messages go whose type nobody can read.
  record Unroutable() implements QueueName {
    @Override
    public String text() {
      return "unroutable_failed";
    }

    @Override
    public String exchange() {
      return SIBLING_EXCHANGE;
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /// Name and routing key.
  String text();

  /// The exchange the queue is bound to.
  String exchange();

  static QueueName base(QueueType type) {
    return new Base(type);
  }

  static QueueName retry(QueueType type) {
    return new Sibling(type, Role.RETRY);
  }

  static QueueName delayed(QueueType type) {
    return new Sibling(type, Role.DELAYED);
  }

  static QueueName loop(QueueType type) {
    return new Sibling(type, Role.LOOP);
  }

  static QueueName failed(QueueType type) {
    return new Sibling(type, Role.FAILED);
  }

  static QueueName unroutable() {
    return new Unroutable();
  }

  /// Finds a queue among all of [Topology#all()] by its exact name.
  static Optional<QueueName> ofText(String text) {
    return Arrays.stream(QueueType.values())
        .flatMap(type -> Topology.queuesOf(type).stream())
        .filter(queue -> queue.text().equals(text))
        .findFirst()
        .or(() -> text.equals("unroutable_failed") ? Optional.of(unroutable()) : Optional.empty());
  }
}
