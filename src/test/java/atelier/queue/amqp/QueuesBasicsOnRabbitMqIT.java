package atelier.queue.amqp;

import atelier.queue.Broker;
import atelier.queue.Queues;
import atelier.queue.QueuesBasics;
import atelier.queue.Topology;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class QueuesBasicsOnRabbitMqIT extends QueuesBasics {
  private static final Duration SOON = Duration.ofMinutes(1);

  private AmqpBroker broker;

  @BeforeEach
  void connect() {
    AmqpSettings settings = SharedRabbitMq.emptied();
    broker = AmqpBroker.connect(() -> settings, SOON);
    broker.declare(Topology.usual().all());
  }

  @AfterEach
  void close() {
    broker.close();
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
