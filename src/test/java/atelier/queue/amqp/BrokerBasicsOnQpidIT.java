package atelier.queue.amqp;

import atelier.queue.Broker;
import atelier.queue.BrokerBasics;
import atelier.queue.QueueName;
import atelier.queue.qpid.BrokerAddress;
import atelier.queue.qpid.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A real broker keeps what the broker in memory promises.
class BrokerBasicsOnQpidIT extends BrokerBasics {
  private EmbeddedBroker embedded;
  private Broker broker;

  @BeforeEach
  void start(@TempDir Path folder) {
    embedded = EmbeddedBroker.host(folder).orElseThrow();
    BrokerAddress address = embedded.address();
    broker =
        AmqpBroker.connect(
            () ->
                AmqpSettings.of(address.host(), address.port(), address.user(), address.password()),
            Duration.ofMinutes(1));
  }

  @AfterEach
  void stop() {
    broker.close();
    embedded.close();
  }

  @Override
  protected Broker broker() {
    return broker;
  }

  @Override
  protected void passTime(QueueName queue) {
    // The broker's own clock does; the test waits for the delivery.
  }
}
