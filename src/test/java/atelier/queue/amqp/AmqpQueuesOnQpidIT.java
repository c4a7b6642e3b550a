package atelier.queue.amqp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.queue.BrokerException;
import atelier.queue.InsideView;
import atelier.queue.QueueName;
import atelier.queue.qpid.BrokerAddress;
import atelier.queue.qpid.EmbeddedBroker;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class AmqpQueuesOnQpidIT extends QueuesContract {
  @TempDir private Path folder;
  private @Nullable EmbeddedBroker embedded;

  @Override
  AmqpSettings startEmpty() {
    EmbeddedBroker started = EmbeddedBroker.host(folder).orElseThrow();
    embedded = started;
    BrokerAddress address = started.address();
    return AmqpSettings.of(address.host(), address.port(), address.user(), address.password());
  }

  @Override
  InsideView inside() {
    return embedded == null ? InsideView.none() : embedded;
  }

  @Override
  String ttlArgument() {
    return "maximumMessageTtl";
  }

  @Override
  void deleteWhileConsumed(QueueName queue) {
    assertThatThrownBy(() -> queues().delete(queue))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("it has consumers");
  }

  @Override
  void stop() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
