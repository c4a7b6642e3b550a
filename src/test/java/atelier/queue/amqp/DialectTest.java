package atelier.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.QueueKind;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DialectTest {
  private static final Topology USUAL = Topology.usual();
  private static final Topology QUORUM =
      new Topology(Map.of(), Topology.USUAL_FAILED_TTL, QueueKind.QUORUM);
  private static final QueueName PLAIN = QueueName.base(QueueType.MAIN_QUEUE);
  private static final QueueName BASE = QueueName.base(QueueType.FTP);
  private static final QueueName RETRY = QueueName.retry(QueueType.FTP);
  private static final QueueName FAILED = QueueName.failed(QueueType.FTP);

  @Test
  void rabbitmq_gets_the_arguments_of_the_reference() {
    assertThat(Dialect.RABBITMQ.arguments(USUAL.declaration(PLAIN))).isEmpty();
    assertThat(Dialect.RABBITMQ.arguments(USUAL.declaration(BASE)))
        .isEqualTo(
            Map.of(
                "x-dead-letter-exchange",
                "retry-alchemy-exchange",
                "x-dead-letter-routing-key",
                "ftp_retry"));
    assertThat(Dialect.RABBITMQ.arguments(USUAL.declaration(RETRY)))
        .isEqualTo(
            Map.of(
                "x-dead-letter-exchange",
                "alchemy-exchange",
                "x-dead-letter-routing-key",
                "ftp",
                "x-message-ttl",
                180_000L));
    assertThat(Dialect.RABBITMQ.arguments(USUAL.declaration(FAILED)))
        .isEqualTo(Map.of("x-message-ttl", 345_600_000L));
    assertThat(Dialect.RABBITMQ_4.arguments(USUAL.declaration(FAILED)))
        .isEqualTo(Map.of("x-message-ttl", 345_600_000L));
  }

  @Test
  void a_quorum_queue_passes_on_what_expired_without_a_loss() {
    assertThat(Dialect.RABBITMQ.arguments(QUORUM.declaration(RETRY)))
        .containsEntry("x-queue-type", "quorum")
        .containsEntry("x-dead-letter-strategy", "at-least-once")
        .containsEntry("x-overflow", "reject-publish")
        .doesNotContainKey("x-delivery-limit");
    assertThat(Dialect.RABBITMQ.arguments(QUORUM.declaration(FAILED)))
        .isEqualTo(Map.of("x-queue-type", "quorum", "x-message-ttl", 345_600_000L));
    assertThat(Dialect.RABBITMQ_4.arguments(QUORUM.declaration(BASE)))
        .containsEntry("x-delivery-limit", -1L);
  }

  @Test
  void qpid_passes_on_what_expired_and_knows_no_quorum() {
    assertThat(Dialect.QPID.arguments(QUORUM.declaration(BASE))).isEmpty();
    assertThat(Dialect.QPID.arguments(QUORUM.declaration(RETRY)))
        .isEqualTo(
            Map.of(
                "maximumMessageTtl",
                180_000L,
                "expiryPolicy",
                "ROUTE_TO_ALTERNATE",
                "alternateBinding",
                Map.of("destination", "ftp")));
    assertThat(Dialect.QPID.arguments(QUORUM.declaration(FAILED)))
        .isEqualTo(Map.of("maximumMessageTtl", 345_600_000L));
  }

  @Test
  void the_broker_is_known_by_its_product_and_version() {
    assertThat(Dialect.of("RabbitMQ", "3.10.8")).isEqualTo(Dialect.RABBITMQ);
    assertThat(Dialect.of("RabbitMQ", "4.1.0")).isEqualTo(Dialect.RABBITMQ_4);
    assertThat(Dialect.of("RabbitMQ", "10.0.0")).isEqualTo(Dialect.RABBITMQ_4);
    assertThat(Dialect.of("qpid", "10.1.0")).isEqualTo(Dialect.QPID);
    assertThat(Dialect.of("LavinMQ", "unknown")).isEqualTo(Dialect.RABBITMQ);
  }
}
