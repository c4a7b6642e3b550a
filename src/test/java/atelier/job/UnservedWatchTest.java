package atelier.job;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.InMemoryBroker;
import atelier.queue.InMemoryQueues;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import atelier.queue.Unserved;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnservedWatchTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final QueueName FTP = QueueName.base(QueueType.FTP);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void a_queue_counts_as_long_as_nobody_comes_for_its_messages() {
    var unserved = new Unserved(Clock.systemUTC(), Duration.ZERO);
    try (var broker = new InMemoryBroker()) {
      broker.declare(Topology.usual().all());
      try (var _ =
          new UnservedWatch(new InMemoryQueues(broker), unserved, new JobMetrics(meters))) {
        assertThat(count()).isZero();
        broker.publish(FTP, TestMessages.ask("one"));
        eventually(SOON, () -> count() == 1);
        broker.subscribe(FTP, 1, _ -> {});
        eventually(SOON, () -> count() == 0);
      }
    }
  }

  private double count() {
    return meters.get("atelier.queues.unserved").gauge().value();
  }
}
