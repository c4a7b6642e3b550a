package atelier.queue.amqp;

import atelier.queue.Broker;
import atelier.queue.Queues;
import atelier.queue.QueuesBasics;
import atelier.queue.Topology;
import atelier.queue.qpid.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class QueuesBasicsOnQpidIT extends QueuesBasics {
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private EmbeddedBroker embedded;
  private AmqpBroker broker;

  @BeforeEach
  void connect() {
    EmbeddedBroker started = EmbeddedBroker.host(folder).orElseThrow();
    embedded = started;
    var address = started.address();
    var settings =
        AmqpSettings.of(address.host(), address.port(), address.user(), address.password());
    broker = AmqpBroker.connect(() -> settings, SOON, started);
    broker.declare(Topology.usual().all());
  }

  @AfterEach
  void close() {
    broker.close();
    embedded.close();
  }

  @Override
  protected Broker broker() {
    return broker;
  }

  @Override
  protected Queues queues() {
    return broker.queues();
  }
}
