package atelier.queue.amqp;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.BrokerException;
import atelier.queue.Message;
import atelier.queue.QueueDeclaration;
import atelier.queue.QueueKind;
import atelier.queue.QueueName;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A RabbitMQ that goes and comes, and what only a node of our own can be asked to do.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BrokerRestartIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration BACK = Duration.ofSeconds(5);
  private static final int STOPS = 10;
  private static final QueueName FTP = QueueName.base(QueueType.FTP);
  private static final QueueName WEBHOOK = QueueName.base(QueueType.WEBHOOK);
  private static final QueueName WEBHOOK_RETRY = QueueName.retry(QueueType.WEBHOOK);

  @TempDir private static Path folder;
  private static RabbitMqNode node;

  @BeforeAll
  static void start() {
    // RabbitMQ looks for late consumers once a minute, whatever their time is.
    node = RabbitMqNode.start(folder, "consumer_timeout = 5000\n");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void ten_stops_under_load_lose_nothing_that_was_confirmed() throws Exception {
    Set<String> confirmed = ConcurrentHashMap.newKeySet();
    Set<String> received = ConcurrentHashMap.newKeySet();
    var done = new AtomicBoolean();
    var backAfter = new ArrayList<Duration>();
    ListAppender<ILoggingEvent> heard = listen();
    try (var broker = AmqpBroker.connect(node::settings, SOON)) {
      broker.declare(Topology.usual().all());
      broker.subscribe(
          FTP,
          20,
          delivery -> {
            received.add(delivery.message().text());
            delivery.acknowledge();
          });
      Thread publisher = Thread.ofVirtual().start(() -> publish(broker, confirmed, done));
      for (int i = 0; i < STOPS; i++) {
        int before = received.size();
        eventually(SOON, () -> received.size() > before);
        node.stopBroker();
        eventually(SOON, () -> !broker.isUp());
        int during = received.size();
        node.startBroker();
        long up = System.nanoTime();
        eventually(SOON, () -> broker.isUp() && received.size() > during);
        backAfter.add(Duration.ofNanos(System.nanoTime() - up));
      }
      done.set(true);
      publisher.join();
      eventually(SOON, () -> received.containsAll(confirmed));
    } finally {
      stopListening(heard);
    }

    assertThat(confirmed).hasSizeGreaterThan(100);
    assertThat(received).containsAll(confirmed);
    assertThat(backAfter).allMatch(each -> each.compareTo(BACK) < 0);
    assertThat(heard.list.stream().map(ILoggingEvent::getFormattedMessage))
        .filteredOn(text -> text.startsWith("Lost the broker"))
        .hasSize(STOPS);
    assertThat(heard.list.stream().map(ILoggingEvent::getFormattedMessage))
        .filteredOn(text -> text.startsWith("The broker is back"))
        .hasSize(STOPS);
  }

  private static void publish(AmqpBroker broker, Set<String> confirmed, AtomicBoolean done) {
    for (int i = 0; !done.get(); i++) {
      String text = "m" + i;
      try {
        broker.publish(FTP, Message.of(text, Map.of()));
        confirmed.add(text);
      } catch (BrokerException _) {
        // Not confirmed, so nobody counts on it.
      }
    }
  }

  private static ListAppender<ILoggingEvent> listen() {
    var heard = new ListAppender<ILoggingEvent>();
    heard.start();
    var log = (Logger) LoggerFactory.getLogger(Line.class);
    log.setLevel(Level.INFO);
    log.addAppender(heard);
    return heard;
  }

  private static void stopListening(ListAppender<ILoggingEvent> heard) {
    var log = (Logger) LoggerFactory.getLogger(Line.class);
    log.detachAppender(heard);
    log.setLevel(null);
  }

  @Test
  void a_delivery_that_the_broker_waited_for_too_long_comes_again() {
    var seen = new CopyOnWriteArrayList<String>();
    try (var broker = AmqpBroker.connect(node::settings, SOON)) {
      broker.declare(Topology.usual().all());
      broker.queues().purge(WEBHOOK);
      broker.publish(WEBHOOK, Message.of("slow", Map.of()));
      broker.subscribe(
          WEBHOOK,
          1,
          delivery -> {
            seen.add(delivery.message().text());
            if (seen.size() > 1) {
              delivery.acknowledge();
            }
          });

      // It looks for late answers once a minute.
      eventually(Duration.ofMinutes(4), () -> seen.size() == 2);

      broker.publish(WEBHOOK, Message.of("next", Map.of()));
      eventually(SOON, () -> List.of("slow", "slow", "next").equals(seen));
    }
  }

  @Test
  void quorum_queues_keep_retry_and_move() {
    node.control("add_vhost", "quorum");
    node.control("set_permissions", "-p", "quorum", "guest", ".*", ".*", ".*");
    AmqpSettings settings =
        AmqpSettings.parse("amqp://guest:guest@127.0.0.1:" + node.port() + "/quorum");
    var delay = new QueueSettings(3, Duration.ofMillis(300), Duration.ofMillis(300));
    var quorum =
        new Topology(Map.of(QueueType.WEBHOOK, delay), Topology.USUAL_FAILED_TTL, QueueKind.QUORUM);
    List<QueueDeclaration> some =
        List.of(quorum.declaration(WEBHOOK), quorum.declaration(WEBHOOK_RETRY));
    try (var broker = AmqpBroker.connect(() -> settings, SOON)) {
      broker.declare(List.of(Topology.usual().declaration(WEBHOOK_RETRY)));
      broker.publish(WEBHOOK_RETRY, Message.of("kept", Map.of()));

      broker.declare(some);

      assertThat(new TreeSet<>(arguments(broker))).contains("x-queue-type", "x-message-ttl");
      assertThat(broker.queues().recreate(quorum.declaration(WEBHOOK_RETRY))).isEmpty();
      broker.publish(WEBHOOK_RETRY, Message.of("again", Map.of()));
      eventually(SOON, () -> broker.depth(WEBHOOK).ready() == 2);
      assertThat(broker.queues().peek(WEBHOOK, 5))
          .extracting(each -> each.message().text())
          .containsExactly("kept", "again");
      broker.declare(some);
      assertThat(broker.queues().differences()).isEmpty();
    }
    try (var classic = AmqpBroker.connect(() -> settings, SOON)) {
      classic.declare(List.of(Topology.usual().declaration(WEBHOOK_RETRY)));
      assertThat(arguments(classic)).contains("x-queue-type");
      classic.publish(WEBHOOK_RETRY, Message.of("third", Map.of()));
      eventually(SOON, () -> classic.depth(WEBHOOK).ready() == 3);
    }
  }

  private static List<String> arguments(AmqpBroker broker) {
    return broker.queues().differences().stream().map(each -> each.argument()).toList();
  }
}
