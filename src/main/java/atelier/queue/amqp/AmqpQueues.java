package atelier.queue.amqp;

import atelier.queue.BadMessageException;
import atelier.queue.BrokerException;
import atelier.queue.InsideView;
import atelier.queue.InsideView.InsideQueue;
import atelier.queue.Message;
import atelier.queue.QueueDeclaration;
import atelier.queue.QueueDifference;
import atelier.queue.QueueName;
import atelier.queue.Queues;
import atelier.queue.Revival;
import atelier.queue.amqp.Carrier.Taken;
import atelier.queue.amqp.Line.Link;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/// Looks at the queues and carries messages between them, over AMQP.
///
/// Thread-safe: each call works on a channel of its own.
final class AmqpQueues implements Queues {
  private static final int GROUP = 100;
  private static final int MOST_LOOKED_AT = 10_000;
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private final Errands errands;
  private final Declarations declarations;
  private final Differences differences;
  private final InsideView inside;
  private final Moves moves;
  private final Duration patience;

  AmqpQueues(
      Errands errands,
      Declarations declarations,
      Differences differences,
      InsideView inside,
      Moves moves,
      Duration patience) {
    this.errands = errands;
    this.declarations = declarations;
    this.differences = differences;
    this.inside = inside;
    this.moves = moves;
    this.patience = patience;
  }

  @Override
  public List<QueueState> list() {
    var names = new ArrayList<String>();
    declarations.remembered().forEach(each -> names.add(each.queue().text()));
    return errands.run("list the queues", (link, _) -> states(link, names));
  }

  private List<QueueState> states(Link link, List<String> names) throws IOException {
    names.addAll(moves.leftBehind());
    Optional<List<InsideQueue>> seen =
        link.dialect() == Dialect.QPID ? inside.queues() : Optional.empty();
    if (seen.isPresent()) {
      var byName = new HashMap<String, InsideQueue>();
      seen.get().forEach(each -> byName.put(each.name(), each));
      return names.stream()
          .map(name -> state(name, Optional.ofNullable(byName.get(name))))
          .toList();
    }
    try (var desk = new Counter(link)) {
      var states = new ArrayList<QueueState>();
      for (String name : names) {
        Optional<AMQP.Queue.DeclareOk> found = desk.count(name);
        states.add(
            state(
                name,
                found
                    .map(each -> OptionalLong.of(each.getMessageCount()))
                    .orElse(OptionalLong.empty()),
                OptionalLong.empty(),
                found.map(AMQP.Queue.DeclareOk::getConsumerCount).orElse(0)));
      }
      return states;
    }
  }

  private QueueState state(String name, Optional<InsideQueue> seen) {
    return state(
        name,
        seen.map(each -> OptionalLong.of(each.ready())).orElse(OptionalLong.empty()),
        seen.map(each -> OptionalLong.of(each.unanswered())).orElse(OptionalLong.empty()),
        seen.map(InsideQueue::consumers).orElse(0));
  }

  private QueueState state(
      String name, OptionalLong ready, OptionalLong unanswered, int consumers) {
    Optional<QueueName> queue = QueueName.ofText(name);
    return new QueueState(
        name, queue, ready, unanswered, consumers, queue.map(differences::of).orElse(List.of()));
  }

  @Override
  public List<QueueDifference> differences() {
    return declarations.remembered().stream()
        .flatMap(each -> differences.of(each.queue()).stream())
        .toList();
  }

  @Override
  public List<Peeked> peek(QueueName queue, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most is " + most + ", allowed: 1 or more");
    }
    return errands.run(
        "look into " + queue,
        (link, goesOn) -> {
          var shown = new ArrayList<Peeked>();
          long bytes = 0;
          try (var carrier = Carrier.open(link, patience)) {
            while (goesOn.getAsBoolean() && shown.size() < most && bytes < MOST_BYTES) {
              Taken taken = carrier.take(queue.text()).orElse(null);
              if (taken == null) {
                break;
              }
              carrier.keep(taken);
              bytes += taken.message().body().length;
              if (bytes <= MOST_BYTES || shown.isEmpty()) {
                shown.add(Peeked.of(taken.message()));
              }
            }
          }
          return shown;
        });
  }

  @Override
  public List<CauseCount> causes(QueueName queue) {
    return errands.run(
        "count the causes in " + queue,
        (link, goesOn) -> {
          var counts = new HashMap<String, Long>();
          try (var carrier = Carrier.open(link, patience)) {
            for (int i = 0; i < MOST_LOOKED_AT && goesOn.getAsBoolean(); i++) {
              Taken taken = carrier.take(queue.text()).orElse(null);
              if (taken == null) {
                break;
              }
              carrier.keep(taken);
              counts.merge(Peeked.of(taken.message()).cause(), 1L, Long::sum);
            }
          }
          return counts.entrySet().stream()
              .map(each -> new CauseCount(each.getKey(), each.getValue()))
              .sorted(
                  Comparator.comparingLong(CauseCount::count)
                      .reversed()
                      .thenComparing(CauseCount::cause))
              .toList();
        });
  }

  @Override
  public SentBack sendBack(QueueName from, Selection which, Instant now) {
    if (from instanceof QueueName.Base) {
      throw new IllegalArgumentException(from + " is a base queue: nothing is sent back from it");
    }
    return errands.run(
        "send messages of " + from + " back",
        (link, goesOn) -> sendBack(link, goesOn, from, which, now));
  }

  private SentBack sendBack(
      Link link, BooleanSupplier goesOn, QueueName from, Selection which, Instant now)
      throws IOException, InterruptedException {
    long sent = 0;
    long unreadable = 0;
    long left = Long.MAX_VALUE;
    boolean wantsMore = true;
    try (var carrier = Carrier.open(link, patience)) {
      while (wantsMore && left > 0 && goesOn.getAsBoolean()) {
        Taken taken = carrier.take(from.text()).orElse(null);
        if (taken == null) {
          break;
        }
        left = Math.min(left - 1, taken.behind());
        Message message = taken.message();
        if (!isMeant(which, message)) {
          carrier.keep(taken);
          continue;
        }
        wantsMore = !(which instanceof Selection.One || which instanceof Selection.Edited);
        try {
          carrier.replace(taken, revival(from, which, message, now));
          sent++;
        } catch (BadMessageException _) {
          carrier.keep(taken);
          unreadable++;
        }
        if (carrier.underWay() >= GROUP) {
          carrier.settle();
        }
      }
      carrier.settle();
    }
    return new SentBack(sent, unreadable);
  }

  private static boolean isMeant(Selection which, Message message) {
    Peeked seen = Peeked.of(message);
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
    return errands.run(
        "purge " + queue,
        (link, _) -> {
          Channel channel = Channels.open(link);
          try {
            return (long) channel.queuePurge(queue.text()).getMessageCount();
          } finally {
            Channels.discard(channel);
          }
        });
  }

  @Override
  public long delete(QueueName queue) {
    return errands.run(
        "delete " + queue,
        (link, _) -> {
          try (var counter = new Counter(link)) {
            Optional<AMQP.Queue.DeclareOk> found = counter.count(queue.text());
            if (found.isEmpty()) {
              return 0L;
            }
            counter.checkThatNoneLeadsTo(queue);
            if (link.dialect() == Dialect.QPID && found.get().getConsumerCount() > 0) {
              // Qpid does not tell them, and they would wait for ever.
              throw new BrokerException("it has consumers, pause them first");
            }
            long count = counter.channel().queueDelete(queue.text()).getMessageCount();
            differences.forget(queue);
            return count;
          }
        });
  }

  @Override
  public List<QueueDifference> recreate(QueueDeclaration wish) {
    declarations.remember(List.of(wish));
    return errands.run(
        "make " + wish.queue() + " anew",
        (link, _) -> {
          moves.move(link, wish);
          return differences.of(wish.queue());
        });
  }
}
