package atelier.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The queues of the broker in memory, for tests.
///
/// - One thread only, beside those of the broker.
public final class InMemoryQueues implements Queues {
  private final InMemoryBroker broker;

  public InMemoryQueues(InMemoryBroker broker) {
    this.broker = broker;
  }

  @Override
  public List<QueueState> list() {
    return broker.wished().stream().map(this::state).toList();
  }

  private QueueState state(QueueDeclaration wish) {
    QueueName queue = wish.queue();
    boolean exists = broker.inForce(queue).isPresent();
    return new QueueState(
        queue.text(),
        Optional.of(queue),
        exists ? OptionalLong.of(broker.depth(queue).ready()) : OptionalLong.empty(),
        exists ? OptionalLong.of(broker.unanswered(queue)) : OptionalLong.empty(),
        broker.depth(queue).consumers(),
        differences(wish));
  }

  @Override
  public List<QueueDifference> differences() {
    return broker.wished().stream().flatMap(each -> differences(each).stream()).toList();
  }

  private List<QueueDifference> differences(QueueDeclaration wish) {
    Optional<Duration> inForce = broker.inForce(wish.queue()).flatMap(QueueDeclaration::timeToLive);
    return broker.inForce(wish.queue()).isEmpty() || inForce.equals(wish.timeToLive())
        ? List.of()
        : List.of(
            new QueueDifference(
                wish.queue(),
                "ttl",
                inForce.map(each -> "" + each.toMillis()),
                wish.timeToLive().map(each -> "" + each.toMillis())));
  }

  @Override
  public List<Peeked> peek(QueueName queue, int most) {
    existing(queue);
    return broker.waiting(queue).stream().limit(most).map(Peeked::of).toList();
  }

  @Override
  public List<CauseCount> causes(QueueName queue) {
    existing(queue);
    var counts = new HashMap<String, Long>();
    broker.waiting(queue).forEach(each -> counts.merge(Peeked.of(each).cause(), 1L, Long::sum));
    return counts.entrySet().stream()
        .map(each -> new CauseCount(each.getKey(), each.getValue()))
        .sorted(
            Comparator.comparingLong(CauseCount::count).reversed().thenComparing(CauseCount::cause))
        .toList();
  }

  @Override
  public SentBack sendBack(QueueName from, Selection which, Instant now) {
    if (from instanceof QueueName.Base) {
      throw new IllegalArgumentException(from + " is a base queue: nothing is sent back from it");
    }
    var kept = new ArrayList<Broker.Outgoing>();
    long sent = 0;
    long unreadable = 0;
    for (Message message : broker.takeAll(from)) {
      boolean isOne = which instanceof Selection.One || which instanceof Selection.Edited;
      if (isMeant(which, Peeked.of(message)) && !(isOne && sent + unreadable > 0)) {
        try {
          Revival revival = revival(from, which, message, now);
          broker.publish(revival.queue(), revival.message());
          sent++;
        } catch (BadMessageException _) {
          kept.add(new Broker.Outgoing(from, message));
          unreadable++;
        }
      } else {
        kept.add(new Broker.Outgoing(from, message));
      }
    }
    broker.publish(kept);
    return new SentBack(sent, unreadable);
  }

  private static boolean isMeant(Selection which, Peeked seen) {
    return switch (which) {
      case Selection.All() -> true;
      case Selection.One(String id) -> seen.id().equals(id);
      case Selection.Edited(String id, var _) -> seen.id().equals(id);
      case Selection.ByCause(String cause) -> seen.cause().equals(cause);
    };
  }

  private static Revival revival(QueueName from, Selection which, Message message, Instant now) {
    return which instanceof Selection.Edited(String _, var envelope)
        ? Revival.of(from, message, envelope, now)
        : Revival.of(from, message, now);
  }

  @Override
  public long purge(QueueName queue) {
    return broker.takeAll(queue).size();
  }

  @Override
  public long delete(QueueName queue) {
    if (broker.inForce(queue).isEmpty()) {
      return 0;
    }
    long count = broker.waiting(queue).size();
    broker.delete(queue);
    return count;
  }

  @Override
  public List<QueueDifference> recreate(QueueDeclaration wish) {
    if (broker.depth(wish.queue()).consumers() > 0) {
      throw new BrokerException(wish.queue() + " has consumers, pause them first");
    }
    List<Message> kept = broker.waiting(wish.queue());
    broker.delete(wish.queue());
    broker.declare(List.of(wish));
    broker.publish(kept.stream().map(each -> new Broker.Outgoing(wish.queue(), each)).toList());
    return differences(wish);
  }

  private void existing(QueueName queue) {
    if (broker.inForce(queue).isEmpty()) {
      throw new BrokerException("cannot look into " + queue + ": no such queue");
    }
  }
}
