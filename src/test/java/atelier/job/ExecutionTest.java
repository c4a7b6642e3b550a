package atelier.job;

import static atelier.job.TestMessages.ask;
import static atelier.job.TestMessages.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import atelier.job.Execution.Result;
import atelier.job.JobStore.AttemptReport;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.Start;
import atelier.queue.BrokerException;
import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One message, from our hands to its answer.
class ExecutionTest {
  private static final ProcessIdentity OTHER =
      new ProcessIdentity("elsewhere", "boot", "pid:1", 200, 2);
  private static final QueueName FTP_RETRY = QueueName.retry(QueueType.FTP);
  private static final QueueName FTP_FAILED = QueueName.failed(QueueType.FTP);
  private static final TestWorker DOES_IT = TestWorker.that((_, _) -> new Outcome.Done("ok"));

  private final ExecutionRig rig = new ExecutionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void an_outcome_is_stored_before_the_message_is_acknowledged() throws Exception {
    var delivery = rig.handed(QueueType.FTP, ask("one"));

    Result result = rig.execution(DOES_IT).run(delivery, () -> {});

    assertThat(result).isEqualTo(new Result.Ended(new Outcome.Done("ok"), false));
    assertThat(delivery.answers).containsExactly("acknowledged, one is FINISHED");
  }

  @Test
  void what_follows_is_published_before_the_message_is_acknowledged() throws Exception {
    var delivery = rig.handed(QueueType.FTP, ask("one")).watching(FTP_RETRY);

    rig.execution(fails(new Outcome.TryAgain("no line"))).run(delivery, () -> {});

    assertThat(delivery.answers).containsExactly("acknowledged, one is WAITING, 1 in ftp_retry");
  }

  @Test
  void a_failure_asks_for_the_next_execution_in_every_language() throws Exception {
    rig.run(fails(new Outcome.TryAgain("no line")), ask("one"));

    Message next = rig.only(FTP_RETRY);
    assertThat(next.headers())
        .contains(
            entry(Message.JOB_HEADER, "one"),
            entry(Message.ATTEMPT_HEADER, 2),
            entry(Message.REASON_HEADER, "no line"));
    assertThat(next.headers().get("x-death"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .singleElement()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .contains(entry("count", 2L), entry("queue", "ftp"), entry("reason", "rejected"));
    assertThat(Envelope.read(next).payload().values())
        .contains(entry("what", "one"), entry("count", 2), entry("published", 1786104000));
    assertThat(rig.line("one").state()).isEqualTo(JobState.WAITING);
    assertThat(rig.line("one").attempt()).isEqualTo(2);
  }

  @Test
  void a_retry_names_the_legacy_row() throws Exception {
    var worker =
        new TestWorker(QueueType.SUBDEF_CREATION, (_, _) -> new Outcome.TryAgain("no disk"));

    rig.run(worker, ask(QueueType.SUBDEF_CREATION, "one", 1, "preview"));

    Message next = rig.only(QueueName.retry(QueueType.SUBDEF_CREATION));
    assertThat(Envelope.read(next).payload().integer("workerJobId")).isEqualTo(1);
  }

  @Test
  void the_last_failure_goes_to_the_failed_queue_with_its_reason() throws Exception {
    rig.run(fails(new Outcome.TryAgain("no line")), ask(QueueType.FTP, "one", 3, "one"));

    assertThat(rig.broker.waiting(FTP_RETRY)).isEmpty();
    assertThat(rig.only(FTP_FAILED).headers())
        .contains(
            entry(Message.JOB_HEADER, "one"),
            entry(Message.ATTEMPT_HEADER, 3),
            entry(Message.REASON_HEADER, "no line"),
            entry(Message.HOST_HEADER, ProcessIdentity.current().host()));
    assertThat(rig.line("one").state()).isEqualTo(JobState.FAILED);
    assertThat(rig.line("one").reason()).isEqualTo("no line");
  }

  @Test
  void what_is_given_up_goes_to_the_failed_queue_at_once() throws Exception {
    rig.run(fails(new Outcome.GivenUp("no such preset")), ask("one"));

    assertThat(rig.only(FTP_FAILED).headers())
        .contains(entry(Message.ATTEMPT_HEADER, 1), entry(Message.REASON_HEADER, "no such preset"));
    assertThat(rig.line("one").state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void what_is_canceled_stays_away() throws Exception {
    var delivery = rig.run(fails(new Outcome.Canceled("admin")), ask("one"));

    assertThat(delivery.answers).containsExactly("acknowledged, one is CANCELED");
    assertThat(rig.broker.waiting(FTP_RETRY)).isEmpty();
    assertThat(rig.broker.waiting(FTP_FAILED)).isEmpty();
  }

  @Test
  void when_the_outside_fails_the_job_is_tried_again() throws Exception {
    rig.run(TestWorker.that((_, _) -> throwing(new BrokerException("no line"))), ask("one"));

    assertThat(rig.only(FTP_RETRY).header(Message.REASON_HEADER)).contains("no line");
    assertThat(rig.store.attempts(new JobKey("one")))
        .singleElement()
        .extracting(JobStore.AttemptLine::errorClass)
        .isEqualTo("atelier.queue.BrokerException");
  }

  @Test
  void after_a_bug_the_job_is_given_up() throws Exception {
    rig.run(TestWorker.that((_, _) -> throwing(new IllegalStateException("oh"))), ask("one"));

    assertThat(rig.only(FTP_FAILED).header(Message.REASON_HEADER))
        .contains("IllegalStateException: oh");
  }

  @Test
  void an_error_is_an_outcome_too() throws Exception {
    var worker =
        TestWorker.that(
            (_, _) -> {
              throw new StackOverflowError("too deep");
            });

    rig.run(worker, ask("one"));

    assertThat(rig.only(FTP_FAILED).header(Message.REASON_HEADER))
        .contains("StackOverflowError: too deep");
    assertThat(rig.line("one").state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void an_end_that_cannot_be_noted_is_an_end_all_the_same() throws Exception {
    var worker = DOES_IT.whoseEnd(new StackOverflowError("too deep"));

    assertThat(rig.run(worker, ask("one")).answers)
        .containsExactly("acknowledged, one is FINISHED");
  }

  @Test
  void a_very_long_reason_fits_into_a_header() throws Exception {
    rig.run(fails(new Outcome.GivenUp("x".repeat(1_000_000))), ask("one"));

    assertThat(rig.only(FTP_FAILED).header(Message.REASON_HEADER).orElseThrow()).hasSize(2001);
  }

  @Test
  void what_is_interrupted_is_given_back_and_runs_again_uncounted() throws Exception {
    var worker =
        TestWorker.that(
            (_, _) -> {
              throw new InterruptedException();
            });

    var delivery = rig.run(worker, ask("one"));

    assertThat(delivery.answers).containsExactly("given back, one is WAITING");
    assertThat(rig.line("one").attempt()).isEqualTo(1);
    assertThat(rig.run(DOES_IT, ask("one")).answers)
        .containsExactly("acknowledged, one is FINISHED");
  }

  @Test
  void a_record_locked_by_another_process_is_waited_for_uncounted() throws Exception {
    Job theirs = begin("theirs", OTHER, Optional.of(JobRow.locking(1, 12, "preview")));
    var worker = new TestWorker(QueueType.SUBDEF_CREATION, (_, _) -> new Outcome.Done(""));
    Message message = ask(QueueType.SUBDEF_CREATION, "ours", 2, "preview");

    var delivery = rig.run(worker, message);

    assertThat(delivery.answers).containsExactly("acknowledged, ours is WAITING");
    Message delayed = rig.only(QueueName.delayed(QueueType.SUBDEF_CREATION));
    assertThat(delayed.headers()).containsEntry(Message.ATTEMPT_HEADER, 2);
    assertThat(Envelope.read(delayed).payload().values()).doesNotContainKey("count");
    assertThat(worker.executions()).isZero();
    rig.store.end(
        theirs, new Outcome.Done(""), JobState.FINISHED, AttemptReport.NONE, ExecutionRig.NOON);
    rig.run(worker, delayed);
    assertThat(rig.line("ours").state()).isEqualTo(JobState.FINISHED);
  }

  @Test
  void a_worker_that_finds_a_lock_of_its_own_is_busy() throws Exception {
    rig.run(fails(new Outcome.Busy("the basket is open")), ask("one"));

    assertThat(rig.only(FTP_RETRY).headers()).containsEntry(Message.ATTEMPT_HEADER, 1);
    assertThat(rig.line("one").attempt()).isEqualTo(1);
  }

  @Test
  void a_record_locked_by_our_own_job_is_waited_for_in_memory() throws Exception {
    var wakes = new ArrayList<String>();
    var inner = new ArrayList<Result>();
    var holder = new ArrayList<Execution>();
    var delivery =
        rig.handed(
            QueueType.SUBDEF_CREATION, ask(QueueType.SUBDEF_CREATION, "inner", 1, "preview"));
    var worker =
        new TestWorker(
            QueueType.SUBDEF_CREATION,
            (_, _) -> {
              inner.add(holder.getFirst().run(delivery, () -> wakes.add("inner")));
              assertThat(wakes).isEmpty();
              return new Outcome.Done("");
            });
    holder.add(rig.execution(worker));

    holder
        .getFirst()
        .run(
            rig.handed(
                QueueType.SUBDEF_CREATION, ask(QueueType.SUBDEF_CREATION, "outer", 1, "preview")),
            () -> {});

    assertThat(inner).containsExactly(new Result.Parked());
    assertThat(delivery.answers).isEmpty();
    assertThat(wakes).containsExactly("inner");
  }

  @Test
  void a_job_of_another_living_process_is_held_until_that_is_silent() throws Exception {
    begin("one", OTHER, Optional.empty());
    rig.store.heartbeat(OTHER);
    var delivery = rig.handed(QueueType.FTP, ask("one"));

    assertThat(rig.execution(DOES_IT).run(delivery, () -> {})).isEqualTo(new Result.Held());
    rig.clock.advance(Duration.ofSeconds(30));
    assertThat(rig.execution(DOES_IT).run(delivery, () -> {})).isEqualTo(new Result.Held());
    assertThat(delivery.answers).isEmpty();

    rig.clock.advance(Duration.ofSeconds(1));
    rig.execution(DOES_IT).run(delivery, () -> {});

    assertThat(delivery.answers).containsExactly("acknowledged, one is FINISHED");
    assertThat(rig.store.attempts(new JobKey("one")))
        .extracting(JobStore.AttemptLine::outcome)
        .containsExactly("interrupted", "done");
  }

  @Test
  void a_job_that_another_process_took_over_does_not_count_here() throws Exception {
    var worker =
        TestWorker.that(
            (_, job) -> {
              rig.store.begin(wish(job.key().text(), OTHER, Optional.empty()), _ -> true);
              return new Outcome.Done("late");
            });

    var delivery = rig.run(worker, ask("one"));

    assertThat(delivery.answers).containsExactly("acknowledged, one is RUNNING");
  }

  @Test
  void a_double_of_a_finished_job_is_acknowledged_unrun() throws Exception {
    var worker = TestWorker.that((_, _) -> new Outcome.Done(""));
    rig.run(worker, ask("one"));

    var again = rig.run(worker, ask("one"));

    assertThat(again.answers).containsExactly("acknowledged, one is FINISHED");
    assertThat(worker.executions()).isEqualTo(1);
  }

  @Test
  void a_message_of_the_php_side_is_known_by_its_queue_and_body() throws Exception {
    var worker = TestWorker.that((_, _) -> new Outcome.Done(""));
    Message message = Message.of(json(QueueType.FTP, Map.of("what", "x")), Map.of());

    rig.run(worker, message);
    rig.run(worker, message);

    assertThat(worker.executions()).isEqualTo(1);
    assertThat(rig.store.find(new JobKey("ftp:" + message.bodyHash()))).isPresent();
  }

  @Test
  void the_php_sides_counts_are_understood() throws Exception {
    var attempts = new ArrayList<Integer>();
    var worker =
        TestWorker.that(
            (_, job) -> {
              attempts.add(job.attempt());
              return new Outcome.Done("");
            });
    var death = Map.of("queue", "ftp", "count", 2L);

    rig.run(worker, Message.of(json(QueueType.FTP, Map.of("what", "a", "count", 3)), Map.of()));
    rig.run(
        worker,
        Message.of(
            json(QueueType.FTP, Map.of("what", "b", "count", 3)),
            Map.of("x-death", List.of(Map.of("queue", "other", "count", 9L), death))));
    rig.run(
        worker,
        Message.of(
            json(QueueType.FTP, Map.of("what", "c", "count", 3)),
            Map.of(Message.ATTEMPT_HEADER, "1", "x-death", List.of(death))));

    assertThat(attempts).containsExactly(3, 2, 1);
  }

  @Test
  void one_execution_too_many_is_not_run() throws Exception {
    var worker = TestWorker.that((_, _) -> new Outcome.Done(""));

    rig.run(
        worker,
        ask(QueueType.FTP, "one", 4, "one").withHeaders(Map.of(Message.REASON_HEADER, "boom")));

    assertThat(worker.executions()).isZero();
    assertThat(rig.only(FTP_FAILED).header(Message.REASON_HEADER)).contains("boom");
  }

  @Test
  void a_loop_goes_round_however_a_lap_ends() throws Exception {
    QueueType loop = QueueType.RECORDS_ACTIONS;
    var outcomes =
        List.of(new Outcome.Done(""), new Outcome.TryAgain("later"), new Outcome.GivenUp("never"));

    for (int lap = 1; lap <= outcomes.size(); lap++) {
      Outcome outcome = outcomes.get(lap - 1);
      rig.run(new TestWorker(loop, (_, _) -> outcome), ask(loop, "loop:recordsActions", lap, "x"));
    }

    assertThat(rig.broker.waiting(QueueName.loop(loop)))
        .extracting(message -> message.header(Message.ATTEMPT_HEADER).orElseThrow())
        .containsExactly("2", "3", "4");
    assertThat(rig.line("loop:recordsActions").attempt()).isEqualTo(4);
    assertThat(rig.broker.waiting(QueueName.unroutable())).isEmpty();
  }

  @Test
  void of_loops_that_were_started_twice_one_goes_on() throws Exception {
    QueueType loop = QueueType.RECORDS_ACTIONS;
    var worker = new TestWorker(loop, (_, _) -> new Outcome.Done(""));
    var legacyStart = Message.of(TestMessages.json(loop, Map.of("what", "x")), Map.of());

    rig.run(worker, legacyStart);
    rig.run(worker, legacyStart);
    for (Message next : rig.broker.waiting(QueueName.loop(loop))) {
      rig.run(worker, next);
    }

    assertThat(worker.executions()).isEqualTo(3);
    assertThat(rig.broker.waiting(QueueName.loop(loop)))
        .extracting(message -> message.header(Message.ATTEMPT_HEADER).orElseThrow())
        .containsExactly("2", "4", "5");
    assertThat(rig.line("loop:recordsActions").attempt()).isEqualTo(5);
  }

  @Test
  void while_we_stop_a_job_that_cannot_begin_is_left_to_the_caller() {
    rig.store.goAway();
    var delivery = rig.handed(QueueType.FTP, ask("one"));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> rig.execution(DOES_IT).run(delivery, () -> {}))
        .isInstanceOf(InterruptedException.class);

    assertThat(delivery.answers).isEmpty();
  }

  private static TestWorker fails(Outcome outcome) {
    return TestWorker.that((_, _) -> outcome);
  }

  private static Outcome throwing(RuntimeException failure) {
    throw failure;
  }

  private Job begin(String key, ProcessIdentity owner, Optional<JobRow> row) {
    return ((Start.Started) rig.store.begin(wish(key, owner, row), _ -> false)).job();
  }

  private static Begin wish(String key, ProcessIdentity owner, Optional<JobRow> row) {
    QueueType type = row.isPresent() ? QueueType.SUBDEF_CREATION : QueueType.FTP;
    return new Begin(
        new JobKey(key),
        type,
        "",
        json(type, Map.of("what", "x")),
        new Payload(Map.of("what", "x")),
        1,
        row,
        Optional.empty(),
        ExecutionRig.NOON,
        owner,
        ExecutionRig.NOON);
  }
}
