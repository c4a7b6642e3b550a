package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.HandClock;
import atelier.queue.Delivery;
import atelier.queue.InMemoryBroker;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An execution with everything around it in memory.
final class ExecutionRig implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");

  final HandClock clock = new HandClock(NOON);
  final InMemoryJobStore store = new InMemoryJobStore(clock);
  final InMemoryBroker broker = new InMemoryBroker();
  private final EngineSettings settings =
      new EngineSettings(1, Topology.usual(), ProcessIdentity.current());

  final Surroundings around =
      new Surroundings(
          settings, new InMemoryWishes(store, clock), new JobMetrics(new SimpleMeterRegistry()));

  ExecutionRig() {
    broker.declare(Topology.usual().all());
  }

  @Override
  public void close() {
    broker.close();
  }

  Execution execution(Worker<?> worker) {
    var workers = new EnumMap<QueueType, Worker<?>>(Map.of(worker.type(), worker));
    var liveness = new Liveness(settings.process(), store);
    return new Execution(broker, store, liveness, workers, around, clock);
  }

  /// Runs a message that came in the worker's queue.
  Handed run(Worker<?> worker, Message message) throws InterruptedException {
    Handed delivery = handed(worker.type(), message);
    execution(worker).run(delivery, () -> {});
    return delivery;
  }

  Handed handed(QueueType type, Message message) {
    return new Handed(type, message);
  }

  JobStore.JobLine line(String key) {
    return store.find(new JobKey(key)).orElseThrow();
  }

  /// The one message that waits in a queue.
  Message only(QueueName queue) {
    List<Message> waiting = broker.waiting(queue);
    assertThat(waiting).as(queue.text()).hasSize(1);
    return waiting.getFirst();
  }

  /// A message in our hands that notes its answers, and how things stood at that moment.
  final class Handed implements Delivery {
    final List<String> answers = new ArrayList<>();
    private final QueueType type;
    private final Message message;
    private Optional<QueueName> watched = Optional.empty();

    private Handed(QueueType type, Message message) {
      this.type = type;
      this.message = message;
    }

    /// Notes too how much is in this queue.
    Handed watching(QueueName queue) {
      watched = Optional.of(queue);
      return this;
    }

    @Override
    public QueueName queue() {
      return QueueName.base(type);
    }

    @Override
    public Message message() {
      return message;
    }

    @Override
    public void acknowledge() {
      answers.add("acknowledged" + moment());
    }

    @Override
    public void giveBack() {
      answers.add("given back" + moment());
    }

    private String moment() {
      String job =
          message
              .header(Message.JOB_HEADER)
              .filter(key -> key.matches("\\S+"))
              .flatMap(key -> store.find(new JobKey(key)))
              .map(line -> ", " + line.key() + " is " + line.state())
              .orElse("");
      return job
          + watched.map(queue -> ", " + broker.depth(queue).ready() + " in " + queue).orElse("");
    }
  }
}
