package atelier.queue.amqp;

import atelier.queue.Broker;
import atelier.queue.Delivery;
import atelier.queue.InsideView;
import atelier.queue.Message;
import atelier.queue.QueueDeclaration;
import atelier.queue.QueueName;
import atelier.queue.Queues;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A broker that is spoken to over AMQP 0-9-1.
///
/// The connection comes and goes; what was declared and subscribed is declared and subscribed again
/// on the next one. A question that needs a connection waits for one, as long as `patience` says.
///
/// Thread-safe.
public final class AmqpBroker implements Broker {
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Declarations declarations;
  private final List<AmqpSubscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Line line;
  private final Administration administration;
  private final Publisher publisher;
  private final Errands errands;
  private final Moves moves;
  private final AmqpQueues queues;

  private AmqpBroker(Supplier<AmqpSettings> settings, Duration patience, InsideView inside) {
    var differences = new Differences(inside);
    declarations = new Declarations(differences);
    line = new Line(settings, patience, declarations::declareAll);
    administration = new Administration(line, declarations, patience);
    publisher = new Publisher(line, patience, administration::declareAgain);
    errands = new Errands(line, patience);
    moves = new Moves(declarations, patience);
    queues = new AmqpQueues(errands, declarations, differences, inside, moves, patience);
  }

  /// Starts to connect and returns at once, whether the broker is there or not.
  ///
  /// - Shape: `settings` is asked before every try to connect, as the broker may come back at
  ///   another address; an [atelier.OutsideException] from it means that there is none yet.
  /// - Units: `patience` = how long a publish waits for its confirm, and anything for a connection
  ///   or an answer.
  public static AmqpBroker connect(Supplier<AmqpSettings> settings, Duration patience) {
    return connect(settings, patience, InsideView.none());
  }

  /// The same, with a view from within for a broker that may run in this process.
  public static AmqpBroker connect(
      Supplier<AmqpSettings> settings, Duration patience, InsideView inside) {
    var broker = new AmqpBroker(settings, patience, inside);
    broker.line.start();
    broker.publisher.start();
    return broker;
  }

  @Override
  public void declare(List<QueueDeclaration> queues) {
    administration.declare(queues);
    errands.run(
        "finish moves of queues",
        (link, _) -> {
          moves.finish(link);
          return true;
        });
  }

  /// What an operator sees of the queues and does to them.
  public Queues queues() {
    return queues;
  }

  @Override
  public void publish(QueueName queue, Message message) {
    publisher.publish(List.of(new Outgoing(queue, message)));
  }

  @Override
  public void publish(List<Outgoing> messages) {
    publisher.publish(messages);
  }

  @Override
  public Subscription subscribe(QueueName queue, int prefetch, Consumer<Delivery> receiver) {
    if (prefetch < 1) {
      throw new IllegalArgumentException("prefetch is " + prefetch + ", allowed: 1 or more");
    }
    var subscription = new AmqpSubscription(queue, prefetch, receiver, line, declarations);
    subscriptions.removeIf(AmqpSubscription::hasEnded);
    subscriptions.add(subscription);
    subscription.start();
    return subscription;
  }

  @Override
  public QueueDepth depth(QueueName queue) {
    return administration.depth(queue);
  }

  @Override
  public boolean isUp() {
    return line.now().isPresent();
  }

  /// Sends the answers given until now, then closes the connection: what is unanswered goes back.
  @Override
  public void close() {
    subscriptions.forEach(AmqpSubscription::stop);
    try {
      for (AmqpSubscription subscription : subscriptions) {
        subscription.awaitEnd(FAREWELL);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
    administration.close();
    line.close();
  }
}
