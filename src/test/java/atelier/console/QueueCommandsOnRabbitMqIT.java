package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.Topology;
import atelier.queue.amqp.AmqpBroker;
import atelier.queue.amqp.AmqpSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The `queue:*` commands at the RabbitMQ that serves the tests.
class QueueCommandsOnRabbitMqIT extends QueueCommandsContract {
  private static final String PROPERTY = "atelier.test.rabbitmq";

  @Override
  AmqpSettings startEmpty() throws IOException {
    String address = System.getProperty(PROPERTY, "");
    assertThat(address)
        .as("-D%s must name a RabbitMQ of our own for these tests; bin/test starts one", PROPERTY)
        .startsWith("amqp://");
    AmqpSettings settings = AmqpSettings.parse(address);
    Files.writeString(
        configuration(),
        """
        workers:
          queue:
            worker-queue:
              host: %s
              port: %d
              user: %s
              password: %s
        """
            .formatted(
                settings.hosts().getFirst(),
                settings.port(),
                settings.user(),
                settings.password()));
    try (var broker = AmqpBroker.connect(() -> settings, AmqpBroker.USUAL_PATIENCE)) {
      Topology.usual().all().forEach(each -> broker.queues().delete(each.queue()));
    }
    return settings;
  }

  private Path configuration() {
    return folder.resolve("configuration.yml");
  }

  @Override
  List<String> options() {
    return List.of(
        "--home", folder.resolve("home").toString(), "--config", configuration().toString());
  }

  @Test
  void a_changed_setting_stands_in_the_file_too() throws IOException {
    run(0, "queue:set", "webhook", "--max-retry", "5");

    assertThat(Files.readString(configuration()))
        .contains("webhook: {max_retry: 5, ttl_retry: 10000}")
        .contains("worker-queue:");
  }

  @Override
  boolean showsArguments() {
    return true;
  }

  @Override
  void stop() {
    // It serves the other tests too.
  }
}
