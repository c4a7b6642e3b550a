package atelier.queue.amqp;

import atelier.queue.qpid.BrokerAddress;
import atelier.queue.qpid.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class AmqpBrokerOnQpidIT extends BrokerContract {
  @TempDir private Path folder;
  private Optional<EmbeddedBroker> embedded = Optional.empty();

  @Override
  AmqpSettings startEmpty() {
    embedded = EmbeddedBroker.host(folder);
    BrokerAddress address = embedded.orElseThrow().address();
    return AmqpSettings.of(address.host(), address.port(), address.user(), address.password());
  }

  @Override
  void stop() {
    embedded.ifPresent(EmbeddedBroker::close);
  }
}
