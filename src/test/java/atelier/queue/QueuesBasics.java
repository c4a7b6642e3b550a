package atelier.queue;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.queue.Queues.CauseCount;
import atelier.queue.Queues.Peeked;
import atelier.queue.Queues.QueueState;
import atelier.queue.Queues.Selection;
import atelier.queue.Queues.SentBack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What the desk relies on: every broker's queues keep it, those in memory too.
public abstract class QueuesBasics {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Instant NOW = Instant.parse("2026-08-07T13:49:46Z");
  private static final QueueName WEBHOOK = QueueName.base(QueueType.WEBHOOK);
  private static final QueueName RETRY = QueueName.retry(QueueType.WEBHOOK);
  private static final QueueName FAILED = QueueName.failed(QueueType.WEBHOOK);

  /// The broker, connected, with the usual queues and nothing in them.
  protected abstract Broker broker();

  /// What an operator does to its queues.
  protected abstract Queues queues();

  @Test
  void the_list_has_all_queues_with_what_waits_and_who_consumes() {
    fail("a", "boom");
    try (var _ = broker().subscribe(QueueName.base(QueueType.FTP), 1, _ -> {})) {
      eventually(SOON, () -> state("ftp").consumers() == 1);

      assertThat(queues().list()).hasSize(54);
      assertThat(state("webhook_failed").ready()).isEqualTo(OptionalLong.of(1));
      assertThat(state("webhook").ready()).isEqualTo(OptionalLong.of(0));
      assertThat(state("webhook").queue()).contains(WEBHOOK);
    }
  }

  @Test
  void a_peek_takes_nothing_and_causes_are_counted_without_their_numbers() {
    fail("a", "record 1 is gone");
    fail("b", "disk full");
    fail("c", "record 2 is gone");

    assertThat(ids(FAILED)).containsExactly("a", "b", "c");
    assertThat(queues().peek(FAILED, 1)).extracting(Peeked::id).containsExactly("a");
    assertThat(queues().causes(FAILED))
        .containsExactly(new CauseCount("record # is gone", 2), new CauseCount("disk full", 1));
    assertThat(ids(FAILED)).hasSize(3);
  }

  @Test
  void the_chosen_go_back_and_the_others_stay_in_their_order() {
    fail("a", "boom");
    fail("b", "disk full");
    fail("c", "boom");
    fail("d", "crash");
    broker().publish(FAILED, Message.of("no JSON", Map.of(Message.JOB_HEADER, "bad")));

    assertThat(queues().sendBack(FAILED, new Selection.ByCause("boom"), NOW))
        .isEqualTo(new SentBack(2, 0));
    assertThat(queues().sendBack(FAILED, new Selection.One("d"), NOW))
        .isEqualTo(new SentBack(1, 0));
    assertThat(ids(FAILED)).containsExactly("b", "bad");
    assertThat(queues().sendBack(FAILED, new Selection.All(), NOW)).isEqualTo(new SentBack(1, 1));
    var edited = new Envelope(QueueType.WEBHOOK, Payload.of(Map.of("n", "good")));
    assertThat(queues().sendBack(FAILED, new Selection.Edited("bad", edited), NOW))
        .isEqualTo(new SentBack(1, 0));

    assertThat(ids(FAILED)).isEmpty();
    assertThat(ids(WEBHOOK)).containsExactly("a~2", "c~2", "d~2", "b~2", "bad~2");
    assertThatThrownBy(() -> queues().sendBack(WEBHOOK, new Selection.All(), NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_purge_and_a_deletion_say_how_much_is_gone() {
    fail("a", "boom");
    fail("b", "boom");
    assertThat(queues().purge(FAILED)).isEqualTo(2);
    fail("c", "boom");

    assertThat(queues().delete(FAILED)).isEqualTo(1);
    assertThat(queues().delete(FAILED)).isZero();
    assertThat(state("webhook_failed").ready()).isEmpty();
    assertThatThrownBy(() -> queues().peek(FAILED, 1)).isInstanceOf(BrokerException.class);

    broker().declare(Topology.usual().all());
    assertThat(state("webhook_failed").ready()).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void another_delay_is_pending_until_the_queue_is_made_anew_with_all_that_is_in_it() {
    var changed =
        new Topology(
            Map.of(QueueType.WEBHOOK, new QueueSettings(3, SOON, SOON)), Topology.USUAL_FAILED_TTL);
    broker().publish(RETRY, Message.of("{}", Map.of(Message.JOB_HEADER, "a")));
    assertThat(queues().differences()).isEmpty();

    broker().declare(changed.all());

    assertThat(queues().differences())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.queue()).isEqualTo(RETRY);
              assertThat(each.inForce()).isEqualTo(Optional.of("10000"));
              assertThat(each.pending()).isEqualTo(Optional.of("60000"));
            });
    assertThat(queues().recreate(changed.declaration(RETRY))).isEmpty();
    assertThat(queues().differences()).isEmpty();
    assertThat(ids(RETRY)).containsExactly("a");
  }

  @Test
  void a_queue_that_is_consumed_is_not_made_anew() {
    try (var _ = broker().subscribe(FAILED, 1, _ -> {})) {
      eventually(SOON, () -> state("webhook_failed").consumers() == 1);

      assertThatThrownBy(() -> queues().recreate(Topology.usual().declaration(FAILED)))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("consumers, pause them first");
    }
  }

  private QueueState state(String name) {
    return queues().list().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in the list"));
  }

  private List<String> ids(QueueName queue) {
    return queues().peek(queue, 100).stream().map(Peeked::id).toList();
  }

  private void fail(String key, String reason) {
    broker()
        .publish(
            FAILED,
            Message.of(
                "{\"message_type\":\"webhook\",\"payload\":{}}",
                Map.of(Message.JOB_HEADER, key, Message.REASON_HEADER, reason)));
  }
}
