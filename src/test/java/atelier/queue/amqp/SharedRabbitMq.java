package atelier.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.QueueDeclaration;
import atelier.queue.QueueName;
import atelier.queue.Topology;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/// The RabbitMQ that serves all tests which need nothing special of it.
final class SharedRabbitMq {
  private static final String PROPERTY = "atelier.test.rabbitmq";

  private SharedRabbitMq() {}

  /// Where it is, without any of our queues.
  static AmqpSettings emptied() {
    String address = System.getProperty(PROPERTY, "");
    assertThat(address)
        .as("-D%s must name a RabbitMQ of our own for these tests; bin/test starts one", PROPERTY)
        .startsWith("amqp://");
    AmqpSettings settings = AmqpSettings.parse(address);
    empty(settings);
    return settings;
  }

  /// A connection as another program would have it.
  static Connection connection(AmqpSettings settings) throws IOException, TimeoutException {
    var factory = new ConnectionFactory();
    factory.setHost(settings.hosts().getFirst());
    factory.setPort(settings.port());
    factory.setUsername(settings.user());
    factory.setPassword(settings.password());
    return factory.newConnection();
  }

  private static void empty(AmqpSettings settings) {
    try (Connection connection = connection(settings);
        Channel channel = connection.createChannel()) {
      for (QueueDeclaration each : Topology.usual().all()) {
        channel.queueDelete(each.queue().text());
        channel.queueDelete(each.queue().text() + ".moving");
      }
      channel.exchangeDelete(QueueName.BASE_EXCHANGE);
      channel.exchangeDelete(QueueName.SIBLING_EXCHANGE);
      channel.exchangeDelete(Moves.MARK);
    } catch (IOException | TimeoutException e) {
      throw new AssertionError("RabbitMQ at -D" + PROPERTY + " cannot be emptied", e);
    }
  }
}
