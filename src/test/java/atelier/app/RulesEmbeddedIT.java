package atelier.app;

import atelier.queue.amqp.AmqpSettings;
import atelier.queue.qpid.BrokerAddress;
import atelier.queue.qpid.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// With nothing but a folder: the embedded broker and SQLite.
class RulesEmbeddedIT extends RulesContract {
  private @Nullable EmbeddedBroker broker;

  @Override
  RuleSite open(Path folder) {
    EmbeddedBroker started = EmbeddedBroker.host(folder.resolve("broker")).orElseThrow();
    broker = started;
    BrokerAddress address = started.address();
    return new RuleSite(
        AmqpSettings.of(address.host(), address.port(), address.user(), address.password()),
        "",
        folder);
  }

  @Override
  void close() {
    if (broker != null) {
      broker.close();
    }
  }

  @Override
  Duration clocksDiffer() {
    return Duration.ZERO; // There is one host.
  }
}
