package atelier.queue;

import atelier.queue.QueueType.Family;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All queues with their arguments: 47 of the reference and 7 of ours.
///
/// - Shape: base queues before their siblings.
/// - Source: `docs/phraseanet.md`, queues; the seven more are the retry and failed queues of
///   deleteRecord, mainQueue and subtitle, and `unroutable_failed`.
public record Topology(Map<QueueType, QueueSettings> settings, Duration failedTtl, QueueKind kind) {
  /// What failed stays this long when the configuration says nothing.
  public static final Duration USUAL_FAILED_TTL = Duration.ofDays(4);

  public Topology {
    if (failedTtl.toMillis() < 1) {
      throw new IllegalArgumentException("failed_ttl is " + failedTtl + ", allowed: 1 ms or more");
    }
    settings = Map.copyOf(settings);
  }

  /// With classic queues, as the reference has them.
  public Topology(Map<QueueType, QueueSettings> settings, Duration failedTtl) {
    this(settings, failedTtl, QueueKind.CLASSIC);
  }

  public static Topology usual() {
    return new Topology(Map.of(), USUAL_FAILED_TTL);
  }

  public QueueSettings settings(QueueType type) {
    return settings.getOrDefault(type, type.defaults());
  }

  /// Every queue, with the arguments it is declared with.
  public List<QueueDeclaration> all() {
    var declarations = new ArrayList<QueueDeclaration>();
    for (QueueType type : QueueType.values()) {
      queuesOf(type).forEach(queue -> declarations.add(declaration(queue)));
    }
    declarations.add(declaration(QueueName.unroutable()));
    return List.copyOf(declarations);
  }

  /// The base queue of a type and its siblings, the base queue first.
  public static List<QueueName> queuesOf(QueueType type) {
    return switch (type.family()) {
      case PLAIN, RETRY ->
          List.of(QueueName.base(type), QueueName.retry(type), QueueName.failed(type));
      case RETRY_AND_DELAYED ->
          List.of(
              QueueName.base(type),
              QueueName.retry(type),
              QueueName.delayed(type),
              QueueName.failed(type));
      case LOOP -> List.of(QueueName.base(type), QueueName.loop(type));
    };
  }

  /// The base queues, in the order of [QueueType].
  public static List<QueueName> bases() {
    return Arrays.stream(QueueType.values()).map(QueueName::base).toList();
  }

  /// One queue with the arguments it is declared with.
  public QueueDeclaration declaration(QueueName queue) {
    return switch (queue) {
      case QueueName.Base(QueueType type) ->
          new QueueDeclaration(queue, Optional.empty(), rejectedFrom(type), kind);
      case QueueName.Sibling(QueueType type, QueueName.Role role) ->
          switch (role) {
            case RETRY, LOOP -> waiting(queue, settings(type).retryDelay(), type);
            case DELAYED -> waiting(queue, settings(type).delayedDelay(), type);
            case FAILED -> failed(queue);
          };
      case QueueName.Unroutable() -> failed(queue);
    };
  }

  private QueueDeclaration waiting(QueueName queue, Duration delay, QueueType type) {
    return new QueueDeclaration(queue, Optional.of(delay), Optional.of(QueueName.base(type)), kind);
  }

  private QueueDeclaration failed(QueueName queue) {
    return new QueueDeclaration(queue, Optional.of(failedTtl), Optional.empty(), kind);
  }

  /// Base queues of the plain family have no arguments: the reference declares them so.
  private static Optional<QueueName> rejectedFrom(QueueType type) {
    return switch (type.family()) {
      case PLAIN -> Optional.empty();
      case RETRY, RETRY_AND_DELAYED -> Optional.of(QueueName.retry(type));
      case LOOP -> Optional.of(QueueName.loop(type));
    };
  }

  /// True when what is busy has a delayed queue of its own.
  public static boolean hasDelayed(QueueType type) {
    return type.family() == Family.RETRY_AND_DELAYED;
  }
}
