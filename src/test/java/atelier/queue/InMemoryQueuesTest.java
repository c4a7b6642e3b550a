package atelier.queue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The queues in memory do what queues do, so that tests may stand on them.
final class InMemoryQueuesTest extends QueuesBasics {
  private final InMemoryBroker broker = new InMemoryBroker();

  @BeforeEach
  void declare() {
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
    return new InMemoryQueues(broker);
  }
}
