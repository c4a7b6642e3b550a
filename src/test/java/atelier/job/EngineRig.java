package atelier.job;

import static atelier.Eventually.eventually;

import atelier.HandClock;
import atelier.queue.InMemoryBroker;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// An engine with everything around it in memory.
final class EngineRig implements AutoCloseable {
  // Much sooner, but on a machine that is busy with other tests.
  static final Duration SOON = Duration.ofMinutes(1);
  static final QueueName FTP = QueueName.base(QueueType.FTP);
  static final QueueName FTP_RETRY = QueueName.retry(QueueType.FTP);
  static final QueueName FTP_FAILED = QueueName.failed(QueueType.FTP);
  static final ProcessIdentity SELF = ProcessIdentity.current();

  final HandClock clock = new HandClock(Instant.parse("2026-08-07T12:00:00Z"));
  final InMemoryJobStore store = new InMemoryJobStore(clock);
  final InMemoryWishes wishes = new InMemoryWishes(store, clock);
  final InMemoryCustody custody = new InMemoryCustody(store);
  final InMemoryRoster roster = new InMemoryRoster();
  final MeterRegistry meters = new SimpleMeterRegistry();
  final InMemoryBroker broker = new InMemoryBroker();
  final Engine engine;

  EngineRig(int slots, Worker<?>... workers) {
    var settings = new EngineSettings(slots, Topology.usual(), SELF);
    var books = new Books(store, wishes, custody, roster, new InMemoryCleaning());
    engine = new Engine(broker, books, List.of(workers), settings, new JobMetrics(meters), clock);
    engine.start(EnumSet.allOf(QueueType.class));
  }

  @Override
  public void close() {
    engine.close();
    broker.close();
  }

  void ask(String... keys) {
    for (String key : keys) {
      publish(TestMessages.ask(key));
    }
  }

  void publish(Message message) {
    broker.publish(FTP, message);
  }

  void awaitState(String key, JobState state) {
    eventually(
        SOON, () -> store.find(new JobKey(key)).filter(line -> line.state() == state).isPresent());
  }

  /// Waits until nothing of a queue is in the engine's hands any more, nor in the queue.
  void awaitAnswered() {
    eventually(SOON, () -> broker.waiting(FTP).isEmpty() && broker.unanswered(FTP) == 0);
  }

  static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(SOON.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("nobody opened the latch");
    }
  }
}
