package atelier.queue.amqp;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.queue.Broker;
import atelier.queue.Broker.Outgoing;
import atelier.queue.Broker.QueueDepth;
import atelier.queue.BrokerException;
import atelier.queue.Delivery;
import atelier.queue.Message;
import atelier.queue.QueueDeclaration;
import atelier.queue.QueueName;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every broker must do for us. Between us and it is a hop that can be cut.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class BrokerContract {
  // Much sooner, but on a machine that is busy with other tests.
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final QueueName SUBDEF = QueueName.base(QueueType.SUBDEF_CREATION);
  private static final QueueName SUBDEF_RETRY = QueueName.retry(QueueType.SUBDEF_CREATION);
  private static final QueueName FTP = QueueName.base(QueueType.FTP);

  /// Retries after 300 ms, the loop after 200.
  private static final Topology QUICK =
      new Topology(
          Map.of(
              QueueType.SUBDEF_CREATION,
              new QueueSettings(3, Duration.ofMillis(300), Duration.ofMillis(200)),
              QueueType.RECORDS_ACTIONS,
              new QueueSettings(3, Duration.ofMillis(200), Duration.ofMillis(200))),
          Topology.USUAL_FAILED_TTL);

  private AmqpSettings real;
  private TcpProxy proxy;
  private Broker broker;

  /// Makes sure that the real broker runs and holds no queues, and says where it is.
  abstract AmqpSettings startEmpty();

  abstract void stop();

  @BeforeEach
  void connect() {
    real = startEmpty();
    proxy = new TcpProxy(real.hosts().getFirst(), real.port());
    broker = connected();
  }

  @AfterEach
  void close() {
    broker.close();
    proxy.close();
    stop();
  }

  private Broker connected() {
    AmqpSettings throughTheHop =
        new AmqpSettings(
            List.of("127.0.0.1"),
            proxy.port(),
            real.user(),
            real.password(),
            real.virtualHost(),
            real.tls(),
            real.heartbeat(),
            real.connectTimeout());
    return AmqpBroker.connect(() -> throughTheHop, SOON);
  }

  @Test
  void all_queues_can_be_declared_and_declared_again() {
    List<QueueDeclaration> queues = Topology.usual().all();

    broker.declare(queues);
    broker.declare(queues);

    assertThat(queues).hasSize(54);
    broker.publish(
        queues.stream().map(each -> new Outgoing(each.queue(), message("one"))).toList());
    for (QueueDeclaration each : queues) {
      assertThat(broker.depth(each.queue()).ready()).as(each.queue().text()).isEqualTo(1);
    }
  }

  @Test
  void a_queue_with_other_arguments_stays_and_the_rest_is_declared() {
    broker.declare(List.of(QUICK.declaration(SUBDEF), QUICK.declaration(SUBDEF_RETRY)));

    broker.declare(Topology.usual().all());

    broker.publish(SUBDEF_RETRY, message("one"));
    eventually(SOON, () -> broker.depth(SUBDEF).ready() == 1);
    broker.publish(QueueName.unroutable(), message("two"));
    assertThat(broker.depth(QueueName.unroutable()).ready()).isEqualTo(1);
  }

  @Test
  void what_is_acknowledged_is_gone() {
    broker.declare(QUICK.all());
    broker.publish(FTP, message("one"));
    var inbox = new Inbox(FTP, 1);

    Delivery delivery = inbox.next();
    delivery.acknowledge();
    inbox.subscription.close();

    assertThat(delivery.queue()).isEqualTo(FTP);
    assertThat(delivery.message().text()).isEqualTo("one");
    eventually(SOON, () -> broker.depth(FTP).equals(new QueueDepth(0, 0)));
  }

  @Test
  void what_is_given_back_comes_again() {
    broker.declare(QUICK.all());
    broker.publish(FTP, message("one"));
    var inbox = new Inbox(FTP, 1);

    inbox.next().giveBack();

    Delivery again = inbox.next();
    assertThat(again.message().text()).isEqualTo("one");
    again.acknowledge();
  }

  @Test
  void only_the_first_answer_counts() {
    broker.declare(QUICK.all());
    broker.publish(FTP, message("one"));
    broker.publish(FTP, message("two"));
    var inbox = new Inbox(FTP, 1);

    Delivery first = inbox.next();
    first.acknowledge();
    first.acknowledge();
    first.giveBack();

    assertThat(inbox.next().message().text()).isEqualTo("two");
    assertThat(inbox.arrived).isEmpty();
  }

  @Test
  void a_retry_comes_to_the_base_queue_after_its_delay_with_its_headers() {
    broker.declare(QUICK.all());
    var inbox = new Inbox(SUBDEF, 1);
    Instant published = Instant.now();

    broker.publish(
        SUBDEF_RETRY,
        message("again").withHeaders(Map.of(Message.ATTEMPT_HEADER, 2, "worker-message", "é")));

    Message message = inbox.next().message();
    assertThat(Duration.between(published, Instant.now())).isGreaterThan(Duration.ofMillis(250));
    assertThat(message.text()).isEqualTo("again");
    assertThat(message.headers())
        .containsEntry(Message.ATTEMPT_HEADER, 2)
        .containsEntry("worker-message", "é");
  }

  @Test
  void a_delayed_one_comes_to_the_base_queue_too() {
    broker.declare(QUICK.all());
    var inbox = new Inbox(SUBDEF, 1);

    broker.publish(QueueName.delayed(QueueType.SUBDEF_CREATION), message("busy"));

    assertThat(inbox.next().message().text()).isEqualTo("busy");
  }

  @Test
  void a_loop_goes_round() {
    broker.declare(QUICK.all());
    var inbox = new Inbox(QueueName.base(QueueType.RECORDS_ACTIONS), 1);

    broker.publish(QueueName.loop(QueueType.RECORDS_ACTIONS), message("lap"));

    for (int lap = 1; lap <= 3; lap++) {
      Delivery delivery = inbox.next();
      broker.publish(QueueName.loop(QueueType.RECORDS_ACTIONS), delivery.message());
      delivery.acknowledge();
    }
    assertThat(inbox.next().message().text()).isEqualTo("lap");
  }

  @Test
  void no_more_than_the_prefetch_is_in_our_hands() {
    broker.declare(QUICK.all());
    publish(FTP, 10);
    var inbox = new Inbox(FTP, 3);

    List<Delivery> three = List.of(inbox.next(), inbox.next(), inbox.next());
    assertThat(inbox.hasNextWithin(Duration.ofMillis(300))).isFalse();

    three.getFirst().acknowledge();
    inbox.next();
    assertThat(inbox.hasNextWithin(Duration.ofMillis(300))).isFalse();
  }

  @Test
  void a_subscription_does_not_wait_for_another() throws InterruptedException {
    broker.declare(QUICK.all());
    var release = new CountDownLatch(1);
    List<QueueName> busy = Topology.bases().subList(0, 10);
    for (QueueName queue : busy) {
      broker.publish(queue, message("block"));
      broker.subscribe(queue, 1, _ -> await(release));
    }
    var inbox = new Inbox(QueueName.base(QueueType.SHARE_BASKET), 1);

    broker.publish(QueueName.base(QueueType.SHARE_BASKET), message("free"));

    assertThat(inbox.next().message().text()).isEqualTo("free");
    release.countDown();
  }

  @Test
  void a_closed_subscription_delivers_no_more_but_takes_the_answers() {
    broker.declare(QUICK.all());
    publish(FTP, 3);
    var inbox = new Inbox(FTP, 1);
    Delivery held = inbox.next();

    inbox.subscription.close();
    eventually(SOON, () -> broker.depth(FTP).consumers() == 0);
    held.acknowledge();

    var second = new Inbox(FTP, 5);
    assertThat(List.of(second.next().message().text(), second.next().message().text()))
        .containsExactlyInAnyOrder("1", "2");
    assertThat(inbox.arrived).isEmpty();
    assertThat(second.hasNextWithin(Duration.ofMillis(300))).isFalse();
  }

  @Test
  void what_no_queue_takes_is_an_error() {
    broker.declare(List.of(QUICK.declaration(SUBDEF)));

    assertThatThrownBy(() -> broker.publish(FTP, message("lost")))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("cannot publish to ftp")
        .hasMessageContaining("no such queue");
    broker.publish(SUBDEF, message("fine"));
    assertThat(broker.depth(SUBDEF).ready()).isEqualTo(1);
    assertThat(broker.depth(FTP)).isEqualTo(new QueueDepth(0, 0));
  }

  @Test
  void without_an_exchange_a_publish_is_an_error_and_later_ones_are_not() {
    assertThatThrownBy(() -> broker.publish(FTP, message("lost")))
        .isInstanceOf(BrokerException.class);

    broker.declare(QUICK.all());
    broker.publish(FTP, message("fine"));
    assertThat(broker.depth(FTP).ready()).isEqualTo(1);
  }

  @Test
  void two_thousand_at_once_are_all_there_once() throws Exception {
    broker.declare(QUICK.all());
    var senders = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2000; i++) {
        String text = "m" + i;
        senders.add(threads.submit(() -> broker.publish(FTP, message(text))));
      }
    }
    for (Future<?> sender : senders) {
      sender.get();
    }

    var inbox = new Inbox(FTP, 100);
    var texts = new ArrayList<String>();
    for (int i = 0; i < 2000; i++) {
      Delivery delivery = inbox.next();
      texts.add(delivery.message().text());
      delivery.acknowledge();
    }
    assertThat(texts).doesNotHaveDuplicates().hasSize(2000);
    inbox.subscription.close();
    eventually(SOON, () -> broker.depth(FTP).equals(new QueueDepth(0, 0)));
  }

  @Test
  void a_list_arrives_in_its_order() {
    broker.declare(QUICK.all());

    publish(FTP, 2500);

    var inbox = new Inbox(FTP, 2500);
    List<String> texts =
        IntStream.range(0, 2500).mapToObj(_ -> inbox.next().message().text()).toList();
    assertThat(texts).isEqualTo(IntStream.range(0, 2500).mapToObj(String::valueOf).toList());
  }

  @Test
  void headers_of_all_types_come_through_as_plain_values() {
    broker.declare(QUICK.all());
    var inbox = new Inbox(FTP, 1);
    var time = Date.from(Instant.parse("2026-08-07T13:49:46Z"));
    Map<String, Object> headers =
        Map.of(
            "text",
            "boom",
            "int",
            2,
            "long",
            5_000_000_000L,
            "flag",
            true,
            "time",
            time,
            "list",
            List.of("a", 1, List.of("b")),
            "x-table",
            List.of(Map.of("count", 2, "queue", "ftp", "time", time)));

    broker.publish(FTP, new Message(new byte[] {0, (byte) 0xff}, headers));

    Message message = inbox.next().message();
    assertThat(message.headers()).isEqualTo(headers);
    assertThat(message.body()).containsExactly(0, 0xff);
  }

  @Test
  void what_cannot_be_written_is_refused_and_harms_no_other() {
    broker.declare(QUICK.all());
    var tooLong = message("x").withHeaders(Map.of("worker-message", "x".repeat(1_000_000)));
    var wrongType = message("x").withHeaders(Map.of("thread", Thread.currentThread()));

    assertThatThrownBy(() -> broker.publish(FTP, tooLong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot publish to ftp");
    assertThatThrownBy(() -> broker.publish(FTP, wrongType))
        .isInstanceOf(IllegalArgumentException.class);

    publish(FTP, 3);
    assertThat(broker.depth(FTP).ready()).isEqualTo(3);
  }

  @Test
  void after_a_cut_subscriptions_go_on_and_old_answers_do_nothing() {
    broker.declare(QUICK.all());
    publish(FTP, 2);
    var inbox = new Inbox(FTP, 1);
    Delivery before = inbox.next();

    proxy.cut();

    Delivery after = inbox.next();
    assertThat(after.message().text()).isEqualTo("0");
    before.acknowledge();
    before.giveBack();
    assertThat(inbox.hasNextWithin(Duration.ofMillis(300))).isFalse();
    after.acknowledge();
    Delivery second = inbox.next();
    assertThat(second.message().text()).isEqualTo("1");
    second.acknowledge();
    broker.publish(FTP, message("new"));
    assertThat(inbox.next().message().text()).isEqualTo("new");
  }

  @Test
  void it_is_back_within_five_seconds_of_the_broker() {
    broker.declare(QUICK.all());
    var inbox = new Inbox(FTP, 1);

    proxy.refuse();
    eventually(SOON, () -> !broker.isUp());
    proxy.let();

    eventually(Duration.ofMinutes(1), broker::isUp);
    broker.publish(FTP, message("new"));
    assertThat(inbox.next().message().text()).isEqualTo("new");
  }

  @Test
  void publishes_during_an_outage_wait_for_its_end() throws Exception {
    broker.declare(QUICK.all());
    proxy.refuse();
    eventually(SOON, () -> !broker.isUp());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> sender = threads.submit(() -> broker.publish(FTP, message("patient")));

      proxy.let();

      sender.get();
    }
    assertThat(broker.depth(FTP).ready()).isEqualTo(1);
  }

  @Test
  void cuts_in_the_midst_of_publishing_lose_nothing_that_was_confirmed() throws Exception {
    broker.declare(QUICK.all());
    Set<String> confirmed = ConcurrentHashMap.newKeySet();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1000; i++) {
        String text = "m" + i;
        threads.execute(() -> publishUntilConfirmed(text, confirmed));
        if (i % 250 == 100) {
          proxy.cut();
        }
      }
    }

    Set<String> received = ConcurrentHashMap.newKeySet();
    var inbox = new Inbox(FTP, 100);
    while (received.size() < 1000) {
      Delivery delivery = inbox.next();
      received.add(delivery.message().text());
      delivery.acknowledge();
    }
    assertThat(confirmed).hasSize(1000).isEqualTo(received);
  }

  private void publishUntilConfirmed(String text, Set<String> confirmed) {
    for (int tries = 0; tries < 20 && !confirmed.contains(text); tries++) {
      try {
        broker.publish(FTP, message(text));
        confirmed.add(text);
      } catch (BrokerException _) {
        // Not known whether it is there: once more.
      }
    }
  }

  @Test
  void what_was_unanswered_at_the_close_comes_to_the_next() {
    broker.declare(QUICK.all());
    publish(FTP, 2);
    var inbox = new Inbox(FTP, 2);
    inbox.next().acknowledge();
    inbox.next();

    broker.close();
    broker = connected();

    var next = new Inbox(FTP, 2);
    assertThat(next.next().message().text()).isEqualTo("1");
    assertThat(next.hasNextWithin(Duration.ofMillis(300))).isFalse();
  }

  @Test
  void a_subscription_can_come_before_its_queue() {
    var inbox = new Inbox(FTP, 1);
    broker.declare(QUICK.all());

    broker.publish(FTP, message("late"));

    assertThat(inbox.next().message().text()).isEqualTo("late");
  }

  @Test
  void after_the_close_everything_is_an_error() {
    broker.declare(QUICK.all());

    broker.close();

    assertThat(broker.isUp()).isFalse();
    assertThatThrownBy(() -> broker.publish(FTP, message("x"))).isInstanceOf(BrokerException.class);
    assertThatThrownBy(() -> broker.depth(FTP)).isInstanceOf(BrokerException.class);
  }

  private static Message message(String text) {
    return Message.of(text, Map.of());
  }

  private void publish(QueueName queue, int count) {
    broker.publish(
        IntStream.range(0, count)
            .mapToObj(i -> new Outgoing(queue, message(String.valueOf(i))))
            .toList());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What a subscription has delivered.
  private final class Inbox {
    final BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
    final Broker.Subscription subscription;

    Inbox(QueueName queue, int prefetch) {
      subscription = broker.subscribe(queue, prefetch, arrived::add);
    }

    Delivery next() {
      return poll(SOON).orElseThrow(() -> new AssertionError("nothing was delivered"));
    }

    boolean hasNextWithin(Duration limit) {
      return poll(limit).isPresent();
    }

    private Optional<Delivery> poll(Duration limit) {
      try {
        return Optional.ofNullable(arrived.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
