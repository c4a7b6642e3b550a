package atelier.app;

import static atelier.Eventually.eventually;

import atelier.desk.QueueDesk;
import atelier.job.Books;
import atelier.job.Engine;
import atelier.job.EngineSettings;
import atelier.job.JobKey;
import atelier.job.JobMetrics;
import atelier.job.JobState;
import atelier.job.ProcessIdentity;
import atelier.job.Worker;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Queues;
import atelier.queue.Topology;
import atelier.queue.amqp.AmqpBroker;
import atelier.store.ApplicationBox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// What one working process has, in this one: an engine with connections of its own.
record RuleMember(ApplicationBox box, AmqpBroker broker, Engine engine) implements AutoCloseable {
  // Much sooner, but on a machine that is busy with other tests.
  static final Duration SOON = Duration.ofMinutes(2);

  static final Duration DELAY = Duration.ofMillis(500);
  private static final int MOST = 100;

  /// How it differs from the usual one.
  ///
  /// - Shape: `ahead` = its host's clock shows so much more than the time.
  record Traits(
      int slots, ProcessIdentity identity, Duration ahead, Duration patience, Topology topology) {
    static Traits usual() {
      return new Traits(
          2,
          ProcessIdentity.current(),
          Duration.ZERO,
          EngineSettings.USUAL_PATIENCE,
          delayedBy(DELAY));
    }

    Traits on(String host) {
      return new Traits(
          slots, new ProcessIdentity(host, "boot", "pid:[1]", 1, 1), ahead, patience, topology);
    }

    Traits withClockAhead(Duration time) {
      return new Traits(slots, identity, time, patience, topology);
    }

    Traits withPatience(Duration time) {
      return new Traits(slots, identity, ahead, time, topology);
    }

    Traits withDelay(Duration delay) {
      return new Traits(slots, identity, ahead, patience, delayedBy(delay));
    }
  }

  static Topology delayedBy(Duration delay) {
    var settings = new QueueSettings(3, delay, delay);
    return new Topology(
        Arrays.stream(QueueType.values()).collect(Collectors.toMap(type -> type, _ -> settings)),
        Topology.USUAL_FAILED_TTL);
  }

  static RuleMember start(RuleSite site, Traits traits, Worker<?>... workers) {
    Clock clock = Clock.offset(Clock.systemUTC(), traits.ahead());
    ApplicationBox box = site.open(clock);
    AmqpBroker broker = AmqpBroker.connect(site::broker, SOON);
    Books books = box.books();
    var engine =
        new Engine(
            broker,
            books,
            List.of(workers),
            new EngineSettings(
                traits.slots(), Map.of(), traits.topology(), traits.identity(), traits.patience()),
            new JobMetrics(new SimpleMeterRegistry()),
            clock);
    engine.start(EnumSet.allOf(QueueType.class));
    return new RuleMember(box, broker, engine);
  }

  void ask(QueueType type, String... keys) {
    for (String key : keys) {
      broker.publish(QueueName.base(type), RuleWorker.ask(type, key));
    }
  }

  void publish(QueueType type, Message message) {
    broker.publish(QueueName.base(type), message);
  }

  void awaitState(String key, JobState state) {
    eventually(
        SOON,
        () -> box.jobs().find(new JobKey(key)).filter(line -> line.state() == state).isPresent());
  }

  /// Waits until nothing is in these queues, nor on its way from them to a job.
  void awaitEmpty(QueueName... queues) {
    eventually(
        SOON,
        () ->
            Arrays.stream(queues).allMatch(queue -> broker.depth(queue).ready() == 0)
                && engine.activity().running() == 0
                && broker.queues().list().stream()
                    .filter(state -> List.of(queues).contains(state.queue().orElse(null)))
                    .allMatch(state -> state.unanswered().orElse(0) == 0));
  }

  static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(SOON.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("nobody opened the latch");
    }
  }

  /// An operator's desk, where the settings are as configured so far.
  QueueDesk desk(Topology configured) {
    return new QueueDesk(
        () -> new QueueDesk.Brokerage(broker, broker.queues()),
        box.books().wishes(),
        box.jobs(),
        configured,
        Optional.empty(),
        Clock.systemUTC());
  }

  /// Messages of a queue, which stay there.
  List<Message> peek(QueueName queue) {
    return broker.queues().peek(queue, MOST).stream().map(Queues.Peeked::message).toList();
  }

  @Override
  public void close() {
    engine.close();
    broker.close();
    box.close();
  }
}
