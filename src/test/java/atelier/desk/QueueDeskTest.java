package atelier.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import atelier.HandClock;
import atelier.desk.QueueDesk.Brokerage;
import atelier.desk.QueueDesk.Changed;
import atelier.job.InMemoryJobStore;
import atelier.job.InMemoryWishes;
import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobState;
import atelier.job.JobStore;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.Start;
import atelier.job.Outcome;
import atelier.job.Overlay;
import atelier.job.ProcessIdentity;
import atelier.queue.BrokerException;
import atelier.queue.InMemoryBroker;
import atelier.queue.InMemoryQueues;
import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueName;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Queues.Selection;
import atelier.queue.Queues.SentBack;
import atelier.queue.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an operator does with the queues, over parts in memory.
class QueueDeskTest {
  private static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");
  private static final QueueType WEBHOOK = QueueType.WEBHOOK;
  private static final QueueName FAILED = QueueName.failed(WEBHOOK);

  private final HandClock clock = new HandClock(NOON);
  private final InMemoryBroker broker = new InMemoryBroker();
  private final InMemoryJobStore jobs = new InMemoryJobStore(clock);
  private final InMemoryWishes wishes = new InMemoryWishes(jobs, clock);
  private final Topology configured =
      new Topology(
          Map.of(WEBHOOK, new QueueSettings(4, Duration.ofSeconds(20), Duration.ofSeconds(5))),
          Topology.USUAL_FAILED_TTL);
  private final QueueDesk desk =
      new QueueDesk(
          () -> new Brokerage(broker, new InMemoryQueues(broker)),
          wishes,
          jobs,
          configured,
          Optional.empty(),
          clock);

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void a_failed_job_is_run_again_from_its_failed_queue_as_a_new_one() {
    desk.overview();
    end(begin("a"), new Outcome.GivenUp("boom"), JobState.FAILED);
    put(FAILED, "a", "boom");

    assertThat(desk.retry("a")).isEqualTo(new JobKey("a~2"));

    assertThat(broker.waiting(FAILED)).isEmpty();
    assertThat(broker.waiting(QueueName.base(WEBHOOK)))
        .extracting(message -> message.header(Message.JOB_HEADER).orElseThrow())
        .containsExactly("a~2");
  }

  @Test
  void a_job_whose_message_is_gone_is_run_again_from_the_ledger() {
    desk.overview();
    end(begin("a"), new Outcome.Done(""), JobState.FINISHED);

    assertThat(desk.retry("a")).isEqualTo(new JobKey("a~2"));

    assertThat(broker.waiting(QueueName.base(WEBHOOK))).hasSize(1);
  }

  @Test
  void a_job_that_runs_is_not_run_again() {
    begin("a");

    assertThatThrownBy(() -> desk.retry("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("job a is running, and goes on by itself");
    assertThatThrownBy(() -> desk.retry("b")).isInstanceOf(NotFoundException.class);
  }

  private void end(Job job, Outcome outcome, JobState state) {
    jobs.end(job, outcome, state, JobStore.AttemptReport.NONE, NOON);
  }

  @Test
  void a_line_tells_what_waits_runs_and_is_paused() {
    desk.overview();
    put(FAILED, "a", "boom");
    put(QueueName.retry(WEBHOOK), "b", "boom");
    put(QueueName.base(WEBHOOK), "c", "");
    begin("d");
    desk.pause(WEBHOOK, " disk swap ", "ann", Optional.of(NOON.plusSeconds(60)));

    QueueLine line = line(WEBHOOK);

    assertThat(line.ready()).isEqualTo(OptionalLong.of(1));
    assertThat(line.waiting(QueueName.Role.RETRY)).isEqualTo(OptionalLong.of(1));
    assertThat(line.waiting(QueueName.Role.FAILED)).isEqualTo(OptionalLong.of(1));
    assertThat(line.waiting(QueueName.Role.LOOP)).isEmpty();
    assertThat(line.running()).isEqualTo(1);
    assertThat(line.pause().orElseThrow().reason()).isEqualTo("disk swap");
    assertThat(line.pause().orElseThrow().author()).isEqualTo("ann");
    assertThat(line(QueueType.FTP).running()).isZero();
    assertThat(line(QueueType.FTP).pause()).isEmpty();
    clock.advance(Duration.ofSeconds(61));
    assertThat(line(WEBHOOK).pause()).isEmpty();
  }

  @Test
  void a_queue_is_abandoned_when_messages_waited_a_minute_without_a_consumer() {
    desk.overview();
    put(QueueName.base(WEBHOOK), "a", "");
    assertThat(line(WEBHOOK).isAlone()).isTrue();
    assertThat(line(WEBHOOK).abandoned()).isFalse();

    clock.advance(Duration.ofSeconds(61));

    assertThat(line(WEBHOOK).abandoned()).isTrue();
    assertThat(line(QueueType.FTP).isAlone()).isFalse();
  }

  @Test
  void the_queue_of_the_unreadable_belongs_to_no_line() {
    assertThat(desk.overview().states()).hasSize(54);
    assertThat(desk.overview().others())
        .singleElement()
        .satisfies(each -> assertThat(each.name()).isEqualTo("unroutable_failed"));
    assertThat(desk.overview().lines()).hasSize(18);
  }

  @Test
  void a_changed_delay_lies_over_the_configuration_and_makes_the_queue_anew() {
    desk.overview();
    put(QueueName.retry(WEBHOOK), "a", "boom");

    Changed changed = desk.change(WEBHOOK, delay(90), false, "ann");

    assertThat(changed.renewed()).containsExactly(QueueName.retry(WEBHOOK));
    assertThat(changed.pending()).isEmpty();
    assertThat(changed.settings().configured().retryDelay()).isEqualTo(Duration.ofSeconds(20));
    assertThat(changed.settings().wished())
        .isEqualTo(new QueueSettings(4, Duration.ofSeconds(90), Duration.ofSeconds(5)));
    assertThat(desk.peek(QueueName.retry(WEBHOOK), 9))
        .extracting(QueuedMessage::id)
        .containsExactly("a");
    assertThat(line(WEBHOOK).settings().isChanged()).isTrue();
    assertThat(line(WEBHOOK).pending()).isEmpty();
  }

  @Test
  void what_a_change_leaves_out_stays_until_a_reset() {
    desk.change(WEBHOOK, delay(90), false, "ann");

    Changed more = desk.change(WEBHOOK, maxRetry(7), false, "ann");
    assertThat(more.renewed()).isEmpty();
    assertThat(more.settings().wished().retryDelay()).isEqualTo(Duration.ofSeconds(90));
    assertThat(more.settings().wished().maxRetry()).isEqualTo(7);

    Changed reset = desk.change(WEBHOOK, maxRetry(5), true, "ann");
    assertThat(reset.renewed()).containsExactly(QueueName.retry(WEBHOOK));
    assertThat(reset.settings().wished())
        .isEqualTo(new QueueSettings(5, Duration.ofSeconds(20), Duration.ofSeconds(5)));
  }

  @Test
  void a_change_is_written_to_the_file_and_a_reset_writes_the_usual() {
    var file = new EnumMap<QueueType, QueueSettings>(QueueType.class);
    QueueDesk withFile =
        deskOver(
            (type, settings) -> {
              file.put(type, settings);
              return Optional.empty();
            });

    Changed changed = withFile.change(WEBHOOK, delay(90), false, "ann");
    assertThat(changed.unwritten()).isEmpty();
    assertThat(file)
        .containsExactly(
            entry(WEBHOOK, new QueueSettings(4, Duration.ofSeconds(90), Duration.ofSeconds(5))));

    withFile.change(WEBHOOK, Overlay.NOTHING, true, "ann");
    assertThat(file).containsExactly(entry(WEBHOOK, WEBHOOK.defaults()));
  }

  @Test
  void a_file_that_cannot_be_written_is_told_and_the_change_holds() {
    QueueDesk withFile = deskOver((_, _) -> Optional.of("read-only"));

    Changed changed = withFile.change(WEBHOOK, delay(90), false, "ann");

    assertThat(changed.unwritten()).contains("read-only");
    assertThat(changed.settings().wished().retryDelay()).isEqualTo(Duration.ofSeconds(90));
  }

  private QueueDesk deskOver(SettingsFile file) {
    return new QueueDesk(
        () -> new Brokerage(broker, new InMemoryQueues(broker)),
        wishes,
        jobs,
        configured,
        Optional.of(file),
        clock);
  }

  @Test
  void a_queue_that_others_declared_otherwise_is_made_anew_with_the_next_change() {
    broker.declare(Topology.usual().all());
    assertThat(line(WEBHOOK).pending()).hasSize(1);

    Changed changed = desk.change(WEBHOOK, maxRetry(7), false, "ann");

    assertThat(changed.renewed()).containsExactly(QueueName.retry(WEBHOOK));
    assertThat(line(WEBHOOK).pending()).isEmpty();
  }

  @Test
  void wrong_settings_are_refused_before_anything_is_stored() {
    assertThatThrownBy(() -> desk.change(WEBHOOK, maxRetry(0), false, "ann"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("max_retry is 0");
    var delayed =
        new Overlay(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(9)));
    assertThatThrownBy(() -> desk.change(WEBHOOK, delayed, false, "ann"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no delayed queue");
    assertThat(wishes.overlays()).isEmpty();

    assertThat(desk.change(QueueType.SUBDEF_CREATION, delayed, false, "ann").renewed())
        .containsExactly(QueueName.delayed(QueueType.SUBDEF_CREATION));
  }

  @Test
  void settings_are_stored_when_a_queue_cannot_be_made_anew_and_it_says_so() {
    desk.overview();
    try (var _ = broker.subscribe(QueueName.retry(WEBHOOK), 1, _ -> {})) {
      assertThatThrownBy(() -> desk.change(WEBHOOK, delay(90), false, "ann"))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("webhook_retry keeps its old delay until queue:recreate");
    }
    assertThat(line(WEBHOOK).pending()).hasSize(1);

    assertThat(desk.recreate(QueueName.retry(WEBHOOK))).isEmpty();
    assertThat(line(WEBHOOK).pending()).isEmpty();
  }

  @Test
  void nothing_is_stored_while_the_broker_is_away_but_pauses_are() {
    broker.goAway();

    assertThatThrownBy(() -> desk.change(WEBHOOK, delay(90), false, "ann"))
        .isInstanceOf(BrokerException.class);
    desk.pause(WEBHOOK, "no broker", "ann", Optional.empty());

    assertThat(wishes.overlays()).isEmpty();
    assertThat(wishes.pauses()).hasSize(1);
    assertThat(desk.resume(WEBHOOK)).isTrue();
    assertThat(desk.resume(WEBHOOK)).isFalse();
  }

  @Test
  void a_pause_needs_a_reason_and_an_end_to_come() {
    assertThatThrownBy(() -> desk.pause(WEBHOOK, " ", "ann", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> desk.pause(WEBHOOK, "x", "ann", Optional.of(NOON)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("would have ended already");
    assertThat(wishes.pauses()).isEmpty();
  }

  @Test
  void a_published_order_begins_a_job_of_its_own() {
    JobKey key = desk.publish(WEBHOOK, "{\"n\": 7, \"count\": 3, \"published\": 1}");

    Message message = broker.waiting(QueueName.base(WEBHOOK)).getFirst();
    assertThat(message.text())
        .isEqualTo("{\"message_type\":\"webhook\",\"payload\":{\"n\":7,\"published\":1786104000}}");
    assertThat(message.headers())
        .isEqualTo(Map.of(Message.JOB_HEADER, key.text(), Message.ATTEMPT_HEADER, 1));
    assertThat(desk.peek(QueueName.base(WEBHOOK), 1).getFirst().published()).contains(NOON);
    assertThat(desk.publish(WEBHOOK, "{\"message_type\": \"webhook\", \"payload\": {}}"))
        .isNotEqualTo(key);
    assertThat(broker.waiting(QueueName.base(WEBHOOK))).hasSize(2);
  }

  @Test
  void an_order_that_nobody_could_read_is_not_published() {
    for (String wrong :
        new String[] {
          "no JSON",
          "[]",
          "{\"message_type\": \"ftp\", \"payload\": {}}",
          "{\"message_type\": \"webhook\"}",
          "{\"message_type\": \"other\", \"payload\": {}}"
        }) {
      assertThatThrownBy(() -> desk.publish(WEBHOOK, wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(broker.waiting(QueueName.base(WEBHOOK))).isEmpty();
  }

  @Test
  void what_is_not_there_cannot_be_sent_back() {
    desk.overview();
    put(FAILED, "a", "boom");

    assertThatThrownBy(() -> desk.requeue(FAILED, new Selection.One("b")))
        .isInstanceOf(NotFoundException.class)
        .hasMessage("there is no message b in webhook_failed");
    assertThatThrownBy(() -> desk.requeueEdited(FAILED, "b", "{}"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> desk.requeue(FAILED, new Selection.ByCause("other")))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> desk.requeue(QueueName.base(WEBHOOK), new Selection.All()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("webhook_failed");
    assertThat(desk.requeue(QueueName.failed(QueueType.FTP), new Selection.All()))
        .isEqualTo(new SentBack(0, 0));
    assertThat(desk.waiting(FAILED)).isEqualTo(1);
  }

  @Test
  void an_edited_message_of_the_unreadable_needs_its_type() {
    desk.overview();
    put(QueueName.unroutable(), "a", "no type");

    assertThatThrownBy(() -> desk.requeueEdited(QueueName.unroutable(), "a", "{\"n\": 1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("message_type");
    desk.requeueEdited(
        QueueName.unroutable(), "a", "{\"message_type\": \"ftp\", \"payload\": {\"n\": 1}}");

    assertThat(broker.waiting(QueueName.base(QueueType.FTP))).hasSize(1);
    assertThat(desk.waiting(QueueName.unroutable())).isZero();
  }

  private QueueLine line(QueueType type) {
    return desk.overview().lines().stream()
        .filter(each -> each.type() == type)
        .findFirst()
        .orElseThrow();
  }

  private static Overlay delay(long seconds) {
    return new Overlay(
        Optional.empty(), Optional.of(Duration.ofSeconds(seconds)), Optional.empty());
  }

  private static Overlay maxRetry(int count) {
    return new Overlay(Optional.of(count), Optional.empty(), Optional.empty());
  }

  private void put(QueueName queue, String key, String reason) {
    broker.publish(
        queue,
        Message.of(
            "{\"message_type\":\"webhook\",\"payload\":{}}",
            Map.of(Message.JOB_HEADER, key, Message.REASON_HEADER, reason)));
  }

  private Job begin(String key) {
    var wish =
        new Begin(
            new JobKey(key),
            WEBHOOK,
            "0".repeat(64),
            "{\"message_type\":\"webhook\",\"payload\":{}}",
            new Payload(Map.of()),
            1,
            Optional.empty(),
            Optional.empty(),
            NOON,
            ProcessIdentity.current(),
            NOON);
    return ((Start.Started) jobs.begin(wish, _ -> false)).job();
  }
}
