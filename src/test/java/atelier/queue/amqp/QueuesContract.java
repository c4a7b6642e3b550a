package atelier.queue.amqp;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.queue.Broker.Outgoing;
import atelier.queue.BrokerException;
import atelier.queue.Delivery;
import atelier.queue.Envelope;
import atelier.queue.InsideView;
import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueDifference;
import atelier.queue.QueueName;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Queues;
import atelier.queue.Queues.CauseCount;
import atelier.queue.Queues.Peeked;
import atelier.queue.Queues.QueueState;
import atelier.queue.Queues.Selection;
import atelier.queue.Queues.SentBack;
import atelier.queue.Topology;
import com.rabbitmq.client.DefaultConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What an operator can do with the queues of any broker.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class QueuesContract {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Instant NOW = Instant.parse("2026-08-07T13:49:46Z");
  private static final QueueName WEBHOOK = QueueName.base(QueueType.WEBHOOK);
  private static final QueueName RETRY = QueueName.retry(QueueType.WEBHOOK);
  private static final QueueName FAILED = QueueName.failed(QueueType.WEBHOOK);

  private AmqpSettings settings;
  private AmqpBroker broker;
  private Queues queues;

  /// Makes sure that the broker runs and holds no queues, and says where it is.
  abstract AmqpSettings startEmpty();

  abstract InsideView inside();

  /// What the broker calls the time to live.
  abstract String ttlArgument();

  /// Deletes a queue, or is refused as it has consumers.
  abstract void deleteWhileConsumed(QueueName queue);

  Queues queues() {
    return queues;
  }

  abstract void stop();

  @BeforeEach
  void connect() {
    settings = startEmpty();
    broker = connected();
    queues = broker.queues();
    broker.declare(Topology.usual().all());
  }

  @AfterEach
  void close() {
    broker.close();
    stop();
  }

  private AmqpBroker connected() {
    return AmqpBroker.connect(() -> settings, SOON, inside());
  }

  private static Topology withRetryAfter(Duration delay) {
    var changed = new QueueSettings(3, delay, delay);
    return new Topology(Map.of(QueueType.WEBHOOK, changed), Topology.USUAL_FAILED_TTL);
  }

  @Test
  void the_list_has_all_queues_with_what_waits_and_who_consumes() {
    publish(FAILED, failed("a", "boom"));
    publish(WEBHOOK, failed("b", ""), failed("c", ""));
    var inbox = new LinkedBlockingQueue<Delivery>();
    broker.subscribe(QueueName.base(QueueType.FTP), 1, inbox::add);
    eventually(SOON, () -> state("ftp").consumers() == 1);

    List<QueueState> states = queues.list();

    assertThat(states).hasSize(54);
    assertThat(states.getFirst().name()).isEqualTo("assetsIngest");
    assertThat(state("webhook").ready()).isEqualTo(OptionalLong.of(2));
    assertThat(state("webhook").queue()).contains(WEBHOOK);
    assertThat(state("webhook_failed").ready()).isEqualTo(OptionalLong.of(1));
    assertThat(state("webhook_failed").consumers()).isZero();
    assertThat(state("subtitle_retry").ready()).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void a_deleted_queue_is_missing_from_the_list_until_it_is_declared_again() {
    publish(FAILED, failed("a", "boom"));

    assertThat(queues.delete(FAILED)).isEqualTo(1);
    assertThat(queues.delete(FAILED)).isZero();
    assertThat(state("webhook_failed").ready()).isEmpty();

    broker.declare(Topology.usual().all());
    assertThat(state("webhook_failed").ready()).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void a_publish_brings_a_deleted_queue_back() {
    queues.delete(FAILED);

    publish(FAILED, failed("a", "boom"));

    assertThat(ids(FAILED)).containsExactly("a");
  }

  @Test
  void a_subscription_outlives_the_deletion_of_its_queue() {
    var inbox = new LinkedBlockingQueue<Delivery>();
    broker.subscribe(FAILED, 1, inbox::add);
    eventually(SOON, () -> state("webhook_failed").consumers() == 1);

    deleteWhileConsumed(FAILED);

    eventually(SOON, () -> state("webhook_failed").consumers() == 1);
    publish(FAILED, failed("a", "boom"));
    eventually(SOON, () -> !inbox.isEmpty());
  }

  @Test
  void a_peek_shows_the_head_in_its_order_and_takes_nothing() {
    publish(FAILED, failed("a", "boom"), failed("b", "boom"), failed("c", "crash"));

    assertThat(queues.peek(FAILED, 2)).extracting(Peeked::id).containsExactly("a", "b");
    assertThat(queues.peek(FAILED, 10)).extracting(Peeked::id).containsExactly("a", "b", "c");
    assertThat(queues.peek(FAILED, 10).getLast().cause()).isEqualTo("crash");
    assertThat(queues.peek(FAILED, 10).getLast().message().text()).contains("\"n\":\"c\"");
    assertThat(queues.peek(RETRY, 10)).isEmpty();
    assertThat(state("webhook_failed").ready()).isEqualTo(OptionalLong.of(3));
  }

  @Test
  void a_peek_is_bounded_in_bytes() {
    var large = Message.of("x".repeat(6_000_000), Map.of());
    publish(FAILED, large, large, large, large);

    assertThat(queues.peek(FAILED, 10)).hasSize(2);
    assertThat(state("webhook_failed").ready()).isEqualTo(OptionalLong.of(4));
  }

  @Test
  void a_peek_into_a_queue_that_is_missing_is_an_error() {
    queues.delete(FAILED);

    assertThatThrownBy(() -> queues.peek(FAILED, 1))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("cannot look into webhook_failed");
  }

  @Test
  void causes_are_counted_with_numbers_left_out() {
    publish(
        FAILED,
        failed("a", "record 12 is gone\nat line 3"),
        failed("b", "record 13 is gone"),
        failed("c", "disk full"),
        Message.of("{}", Map.of()));

    assertThat(queues.causes(FAILED))
        .containsExactly(
            new CauseCount("record # is gone", 2),
            new CauseCount("disk full", 1),
            new CauseCount("no reason given", 1));
    assertThat(ids(FAILED)).startsWith("a", "b", "c");
  }

  @Test
  void one_goes_back_and_the_others_stay_in_their_order() {
    publish(FAILED, failed("a", "boom"), failed("b", "boom"), failed("c", "boom"));

    SentBack result = queues.sendBack(FAILED, new Selection.One("b"), NOW);

    assertThat(result).isEqualTo(new SentBack(1, 0));
    assertThat(ids(FAILED)).containsExactly("a", "c");
    Message back = queues.peek(WEBHOOK, 2).getFirst().message();
    assertThat(back.text())
        .isEqualTo(
            "{\"message_type\":\"webhook\",\"payload\":{\"n\":\"b\",\"published\":1786110586}}");
    assertThat(back.headers())
        .isEqualTo(Map.of(Message.JOB_HEADER, "b~2", Message.ATTEMPT_HEADER, 1));
  }

  @Test
  void those_of_one_cause_go_back() {
    publish(
        FAILED,
        failed("a", "record 1 is gone"),
        failed("b", "disk full"),
        failed("c", "record 2 is gone"));

    assertThat(queues.sendBack(FAILED, new Selection.ByCause("record # is gone"), NOW))
        .isEqualTo(new SentBack(2, 0));

    assertThat(ids(FAILED)).containsExactly("b");
    assertThat(ids(WEBHOOK)).containsExactly("a~2", "c~2");
  }

  @Test
  void all_go_back_but_what_nobody_can_read() {
    int count = 250;
    broker.publish(
        IntStream.range(0, count)
            .mapToObj(i -> new Outgoing(FAILED, failed("m" + i, "boom")))
            .toList());
    publish(FAILED, Message.of("no JSON", Map.of(Message.JOB_HEADER, "bad")));

    assertThat(queues.sendBack(FAILED, new Selection.All(), NOW)).isEqualTo(new SentBack(count, 1));

    assertThat(ids(FAILED)).containsExactly("bad");
    assertThat(ids(WEBHOOK))
        .containsExactlyElementsOf(
            IntStream.range(0, count).mapToObj(i -> "m" + i + "~2").toList());
  }

  @Test
  void an_edited_one_goes_back_with_its_new_order() {
    publish(QueueName.unroutable(), Message.of("no JSON", Map.of(Message.JOB_HEADER, "bad")));
    var edited = new Envelope(QueueType.WEBHOOK, Payload.of(Map.of("n", "good", "count", 7)));

    assertThat(queues.sendBack(QueueName.unroutable(), new Selection.Edited("bad", edited), NOW))
        .isEqualTo(new SentBack(1, 0));

    assertThat(queues.peek(QueueName.unroutable(), 1)).isEmpty();
    assertThat(queues.peek(WEBHOOK, 1).getFirst().message().text())
        .isEqualTo(
            "{\"message_type\":\"webhook\",\"payload\":{\"n\":\"good\",\"published\":1786110586}}");
  }

  @Test
  void what_cannot_go_back_stays() {
    publish(FAILED, failed("a", "boom"), failed("b", "boom"));
    queues.delete(RETRY);
    queues.delete(WEBHOOK);

    assertThatThrownBy(() -> queues.sendBack(FAILED, new Selection.All(), NOW))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("cannot send messages of webhook_failed back");

    assertThat(ids(FAILED)).containsExactly("a", "b");
  }

  @Test
  void nothing_is_sent_back_from_a_base_queue() {
    assertThatThrownBy(() -> queues.sendBack(WEBHOOK, new Selection.All(), NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_purge_throws_away_what_waits() {
    publish(FAILED, failed("a", "boom"), failed("b", "boom"));

    assertThat(queues.purge(FAILED)).isEqualTo(2);

    assertThat(state("webhook_failed").ready()).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void a_changed_delay_is_pending_until_the_queue_is_made_anew() {
    var changed = withRetryAfter(Duration.ofMillis(54_321));
    publish(RETRY, failed("a", "x"), failed("b", "x"));
    assertThat(queues.differences()).isEmpty();

    broker.declare(changed.all());

    assertThat(queues.differences())
        .containsExactly(
            new QueueDifference(RETRY, ttlArgument(), Optional.of("10000"), Optional.of("54321")));
    assertThat(state("webhook_retry").differences()).hasSize(1);

    assertThat(queues.recreate(changed.declaration(RETRY))).isEmpty();

    assertThat(queues.differences()).isEmpty();
    assertThat(ids(RETRY)).containsExactly("a", "b");
    assertThat(queues.list()).hasSize(54);
    broker.declare(changed.all());
    assertThat(queues.differences()).isEmpty();
  }

  @Test
  void what_waits_in_a_queue_made_anew_still_comes_to_the_base_queue() {
    publish(RETRY, failed("a", "x"));

    queues.recreate(withRetryAfter(Duration.ofMillis(200)).declaration(RETRY));

    eventually(SOON, () -> ids(WEBHOOK).equals(List.of("a")));
  }

  @Test
  void what_others_publish_while_queues_are_made_anew_is_kept() throws Exception {
    Set<String> confirmed = ConcurrentHashMap.newKeySet();
    Thread publisher =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 1000; i++) {
                    publish(FAILED, failed("m" + i, "boom"));
                    confirmed.add("m" + i);
                  }
                });

    int moves = 0;
    while (publisher.isAlive()) {
      moves++;
      var topology = new Topology(Map.of(), Duration.ofHours(moves));
      assertThat(queues.recreate(topology.declaration(FAILED))).isEmpty();
    }

    assertThat(moves).isPositive();
    assertThat(confirmed).hasSize(1000);
    assertThat(new TreeSet<>(ids(FAILED))).isEqualTo(new TreeSet<>(confirmed));
  }

  @Test
  void a_queue_that_is_consumed_is_not_made_anew() {
    publish(FAILED, failed("a", "boom"));
    var inbox = new LinkedBlockingQueue<Delivery>();
    var subscription = broker.subscribe(FAILED, 1, inbox::add);
    eventually(SOON, () -> !inbox.isEmpty());

    assertThatThrownBy(
            () -> queues.recreate(new Topology(Map.of(), Duration.ofHours(1)).declaration(FAILED)))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("has 1 consumers");

    inbox.remove().giveBack();
    subscription.close();
    eventually(SOON, () -> ids(FAILED).equals(List.of("a")));
  }

  @Test
  void a_move_that_was_cut_short_is_finished_by_the_next_declaration() throws Exception {
    publish(FAILED, failed("a", "boom"));
    leaveHalfMoved();

    try (var next = connected()) {
      next.declare(Topology.usual().all());

      assertThat(next.queues().list()).hasSize(54);
    }
    assertThat(new TreeSet<>(ids(FAILED))).containsExactly("a", "b");
    publish(FAILED, failed("c", "boom"));
    assertThat(new TreeSet<>(ids(FAILED))).containsExactly("a", "b", "c");
  }

  @Test
  void nobody_moves_while_another_does() throws Exception {
    publish(FAILED, failed("a", "boom"));
    try (var connection = SharedRabbitMq.connection(settings);
        var channel = connection.createChannel()) {
      channel.queueDeclare("atelier.moving.lock", true, false, true, null);
      var mover = new DefaultConsumer(channel);
      channel.basicConsume("atelier.moving.lock", true, "", false, true, null, mover);
      leaveHalfMoved();

      assertThatThrownBy(
              () ->
                  queues.recreate(new Topology(Map.of(), Duration.ofHours(1)).declaration(FAILED)))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("another move goes on");
      broker.declare(Topology.usual().all());
      assertThat(state("webhook_failed.moving").ready()).isEqualTo(OptionalLong.of(1));
    }

    broker.declare(Topology.usual().all());
    assertThat(new TreeSet<>(ids(FAILED))).containsExactly("a", "b");
  }

  /// As a process leaves it that dies after its first steps: `b` came in between.
  private void leaveHalfMoved() throws Exception {
    try (var connection = SharedRabbitMq.connection(settings);
        var channel = connection.createChannel()) {
      channel.exchangeDeclare("atelier.moving", "direct", true);
      channel.queueDeclare("webhook_failed.moving", true, false, false, null);
      channel.queueBind("webhook_failed.moving", "atelier.moving", "webhook_failed.moving");
      channel.queueBind("webhook_failed.moving", FAILED.exchange(), FAILED.text());
      channel.queueUnbind(FAILED.text(), FAILED.exchange(), FAILED.text());
    }
    publish(FAILED, failed("b", "boom"));
  }

  private QueueState state(String name) {
    return queues.list().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in the list"));
  }

  private List<String> ids(QueueName queue) {
    return queues.peek(queue, 10_000).stream().map(Peeked::id).toList();
  }

  private void publish(QueueName queue, Message... messages) {
    broker.publish(Arrays.stream(messages).map(each -> new Outgoing(queue, each)).toList());
  }

  private static Message failed(String key, String reason) {
    return Message.of(
        "{\"message_type\":\"webhook\",\"payload\":{\"n\":\"" + key + "\",\"count\":4}}",
        Map.of(
            Message.JOB_HEADER,
            key,
            Message.ATTEMPT_HEADER,
            4,
            Message.REASON_HEADER,
            reason,
            Message.HOST_HEADER,
            "here"));
  }
}
