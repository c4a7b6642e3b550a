package atelier.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.QueueDeclaration;
import atelier.queue.QueueName;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

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

  @Test
  void a_difference_between_wish_and_queue_is_said_once() {
    var settings = startEmpty();
    var heard = new ListAppender<ILoggingEvent>();
    var log = (Logger) LoggerFactory.getLogger(Declarations.class);
    var delay = new QueueSettings(3, Duration.ofSeconds(1), Duration.ofSeconds(1));
    var others = new Topology(Map.of(QueueType.WEBHOOK, delay), Topology.USUAL_FAILED_TTL);
    heard.start();
    log.addAppender(heard);
    log.setLevel(Level.WARN);
    try (var broker = AmqpBroker.connect(() -> settings, Duration.ofSeconds(10))) {
      broker.declare(Topology.usual().all());
      broker.declare(others.all());
      broker.declare(others.all());
    } finally {
      log.detachAppender(heard);
      log.setLevel(null);
    }

    assertThat(heard.list).hasSize(1);
    assertThat(heard.list.getFirst().getFormattedMessage())
        .startsWith("Queue webhook_retry stays as it is")
        .contains("x-message-ttl", "1000", "10000");
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
