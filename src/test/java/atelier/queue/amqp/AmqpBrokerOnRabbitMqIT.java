package atelier.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AmqpBrokerOnRabbitMqIT extends BrokerContract {
  @Override
  AmqpSettings startEmpty() {
    return SharedRabbitMq.emptied();
  }

  @Test
  void a_difference_between_wish_and_queue_is_said_once() {
    var settings = startEmpty();
    var heard = new ListAppender<ILoggingEvent>();
    var log = (Logger) LoggerFactory.getLogger(Differences.class);
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

  @Override
  void stop() {
    // It serves the other tests too.
  }
}
