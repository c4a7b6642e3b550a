package atelier.queue.amqp;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A broker that speaks TLS, a virtual host of its own, and hosts that are not there.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SecureConnectionIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration HANDSHAKE = Duration.ofSeconds(20);
  private static final QueueName FTP = QueueName.base(QueueType.FTP);
  private static final String PASSWORD = "s3cret pass/word";

  @TempDir private static Path folder;
  private static Certificates certificates;
  private static RabbitMqNode node;
  private static int securePort;

  @BeforeAll
  static void start() throws Exception {
    Path keys = Files.createDirectory(folder.resolve("keys"));
    certificates = Certificates.make(keys).sign("localhost");
    securePort = RabbitMqNode.freePort();
    node =
        RabbitMqNode.start(
            Files.createDirectory(folder.resolve("node")),
            """
            listeners.ssl.1 = 127.0.0.1:%d
            ssl_options.certfile = %s
            ssl_options.keyfile = %s
            """
                .formatted(securePort, certificates.certificate(), certificates.key()));
    node.control("add_vhost", "library");
    node.control("add_user", "worker", PASSWORD);
    node.control("set_permissions", "-p", "library", "worker", ".*", ".*", ".*");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static AmqpSettings secure(String password, Optional<Path> authorities, String... hosts) {
    return new AmqpSettings(
        List.of(hosts),
        securePort,
        "worker",
        password,
        "library",
        true,
        authorities,
        Duration.ofSeconds(60),
        HANDSHAKE);
  }

  private static void publishesAndCounts(AmqpSettings settings) {
    try (var broker = AmqpBroker.connect(() -> settings, SOON)) {
      broker.declare(Topology.usual().all());
      broker.queues().purge(FTP);
      broker.publish(FTP, Message.of("{}", Map.of()));
      assertThat(broker.depth(FTP).ready()).isEqualTo(1);
    }
  }

  private static Throwable refusal(AmqpSettings settings) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return catchThrowable(() -> Connections.open(settings, SOON, threads));
    }
  }

  @Test
  void a_broker_with_a_certificate_of_the_given_authority_is_trusted() {
    publishesAndCounts(secure(PASSWORD, Optional.of(certificates.authority()), "localhost"));
  }

  @Test
  void an_unknown_authority_is_not_trusted() {
    assertThat(refusal(secure(PASSWORD, Optional.empty(), "localhost")))
        .hasStackTraceContaining("PKIX path building failed");
  }

  @Test
  void a_certificate_for_another_host_is_not_trusted() {
    assertThat(refusal(secure(PASSWORD, Optional.of(certificates.authority()), "127.0.0.1")))
        .hasStackTraceContaining("127.0.0.1");
  }

  @Test
  void a_missing_file_of_authorities_is_named() {
    Path missing = folder.resolve("no-such.pem");

    assertThat(refusal(secure(PASSWORD, Optional.of(missing), "localhost")))
        .hasMessageContaining(missing.toString());
  }

  @Test
  void a_wrong_password_is_refused_and_nowhere_shown() {
    String wrong = "wr0ng-pass";
    AmqpSettings settings = secure(wrong, Optional.of(certificates.authority()), "localhost");

    Throwable refusal = refusal(settings);

    assertThat(Refusal.reason(refusal)).contains("ACCESS_REFUSED").doesNotContain(wrong);
    assertThat(settings.toString()).doesNotContain(wrong);
    try (var broker = AmqpBroker.connect(() -> settings, Duration.ofSeconds(2))) {
      assertThatThrownBy(() -> broker.depth(FTP))
          .hasMessageContaining("cannot be reached")
          .satisfies(each -> assertThat(each).hasMessageNotContaining(wrong));
    }
  }

  @Test
  void the_next_host_serves_when_the_first_is_dead() {
    AmqpSettings plain =
        new AmqpSettings(
            List.of("127.0.0.9", "127.0.0.1"),
            node.port(),
            "worker",
            PASSWORD,
            "library",
            false,
            Duration.ofSeconds(60),
            HANDSHAKE);

    publishesAndCounts(plain);
    publishesAndCounts(
        secure(PASSWORD, Optional.of(certificates.authority()), "127.0.0.9", "localhost"));
  }

  @Test
  void while_all_hosts_are_dead_it_waits_for_one() {
    var hosts = new AtomicReference<>(List.of("127.0.0.9"));
    try (var broker =
        AmqpBroker.connect(
            () ->
                secure(
                    PASSWORD,
                    Optional.of(certificates.authority()),
                    hosts.get().toArray(String[]::new)),
            SOON)) {
      assertThat(broker.isUp()).isFalse();

      hosts.set(List.of("127.0.0.9", "localhost"));

      eventually(SOON, broker::isUp);
    }
  }
}
