package atelier.job;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.HandClock;
import atelier.library.Announcement;
import atelier.queue.InMemoryBroker;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {
  private static final QueueName FTP = QueueName.base(QueueType.FTP);

  @Test
  void what_is_announced_for_somebody_is_published_once_with_key_and_trace() {
    var clock = new HandClock(Instant.parse("2026-08-07T12:00:00Z"));
    var outbox = new Kept();
    outbox.waiting.add(
        new Outbox.Waiting(1, 7, new Announcement("key", "ftp", Map.of("what", "x"))));
    outbox.waiting.add(new Outbox.Waiting(1, 8, new Announcement("unserved", "webhook", Map.of())));
    try (var broker = new InMemoryBroker()) {
      broker.declare(Topology.usual().all());
      var metrics = new JobMetrics(new SimpleMeterRegistry());
      try (var relay = new OutboxRelay(outbox, broker, Set.of(QueueType.FTP), metrics, clock)) {
        relay.nudge();
        eventually(EngineRig.SOON, outbox.waiting::isEmpty);
      }

      assertThat(broker.waiting(QueueName.base(QueueType.WEBHOOK))).isEmpty();
      assertThat(broker.waiting(FTP))
          .singleElement()
          .satisfies(
              message -> {
                assertThat(message.header(Message.JOB_HEADER)).contains("key");
                assertThat(message.text()).contains("\"what\":\"x\"");
                assertThat(message.header(TraceContext.HEADER).orElseThrow())
                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
              });
    }
  }

  /// An outbox in memory.
  private static final class Kept implements Outbox {
    final List<Waiting> waiting = new CopyOnWriteArrayList<>();

    @Override
    public List<Waiting> waiting(int limit) {
      return List.copyOf(waiting);
    }

    @Override
    public void published(List<Waiting> sent) {
      waiting.removeAll(sent);
    }

    @Override
    public long count() {
      return waiting.size();
    }
  }
}
