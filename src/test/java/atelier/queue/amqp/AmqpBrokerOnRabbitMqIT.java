package atelier.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.QueueDeclaration;
import atelier.queue.QueueName;
import atelier.queue.Topology;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

class AmqpBrokerOnRabbitMqIT extends BrokerContract {
  private static final String PROPERTY = "atelier.test.rabbitmq";

  @Override
  AmqpSettings startEmpty() {
    String address = System.getProperty(PROPERTY, "");
    assertThat(address)
        .as("-D%s must name a RabbitMQ of our own for these tests; bin/test starts one", PROPERTY)
        .startsWith("amqp://");
    AmqpSettings settings = AmqpSettings.parse(address);
    empty(settings);
    return settings;
  }

  private static void empty(AmqpSettings settings) {
    var factory = new ConnectionFactory();
    factory.setHost(settings.hosts().getFirst());
    factory.setPort(settings.port());
    factory.setUsername(settings.user());
    factory.setPassword(settings.password());
    try (var connection = factory.newConnection();
        var channel = connection.createChannel()) {
      for (QueueDeclaration each : Topology.usual().all()) {
        channel.queueDelete(each.queue().text());
      }
      channel.exchangeDelete(QueueName.BASE_EXCHANGE);
      channel.exchangeDelete(QueueName.SIBLING_EXCHANGE);
    } catch (IOException | TimeoutException e) {
      throw new AssertionError("RabbitMQ at -D" + PROPERTY + " cannot be emptied", e);
    }
  }

  @Override
  void stop() {
    // It serves the other tests too.
  }
}
