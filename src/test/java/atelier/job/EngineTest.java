package atelier.job;

import static atelier.Eventually.eventually;
import static atelier.job.EngineRig.FTP;
import static atelier.job.EngineRig.FTP_FAILED;
import static atelier.job.EngineRig.FTP_RETRY;
import static atelier.job.EngineRig.SELF;
import static atelier.job.EngineRig.SOON;
import static atelier.job.EngineRig.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.queue.Delivery;
import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The engine at work, from the queue to the ledger.
class EngineTest {
  private static final TestWorker DOES_IT = TestWorker.that((_, _) -> new Outcome.Done("ok"));

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void all_slots_are_used_and_never_more(int slots) {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var full = new CountDownLatch(slots);
    var worker =
        TestWorker.that(
            (_, _) -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              full.countDown();
              await(full);
              running.decrementAndGet();
              return new Outcome.Done("");
            });
    try (var rig = new EngineRig(slots, worker)) {
      IntStream.range(0, 60).forEach(i -> rig.ask("job" + i));

      eventually(SOON, () -> rig.engine.activity().done() == 60);

      assertThat(most).hasValue(slots);
      assertThat(rig.store.counts().finished()).isEqualTo(60);
    }
  }

  @Test
  void a_job_that_keeps_failing_runs_three_times_and_then_no_more() {
    var worker = TestWorker.that((_, job) -> new Outcome.TryAgain("try " + job.attempt()));
    try (var rig = new EngineRig(2, worker)) {
      rig.ask("one");
      for (int attempt = 2; attempt <= 3; attempt++) {
        eventually(SOON, () -> rig.broker.waiting(FTP_RETRY).size() == 1);
        rig.awaitAnswered();
        rig.broker.expire(FTP_RETRY);
      }
      rig.awaitState("one", JobState.FAILED);
      rig.awaitAnswered();

      assertThat(worker.executions()).isEqualTo(3);
      assertThat(rig.broker.waiting(FTP_RETRY)).isEmpty();
      assertThat(rig.broker.waiting(FTP_FAILED))
          .singleElement()
          .satisfies(
              failed ->
                  assertThat(failed.headers())
                      .containsEntry(Message.REASON_HEADER, "try 3")
                      .containsEntry(Message.ATTEMPT_HEADER, 3)
                      .containsEntry(Message.HOST_HEADER, SELF.host()));
      assertThat(rig.store.attempts(new JobKey("one")))
          .extracting(JobStore.AttemptLine::reason)
          .containsExactly("try 1", "try 2", "try 3");
      eventually(SOON, () -> rig.engine.activity().equals(new Activity(0, 0, 2, 1)));
    }
  }

  @Test
  void a_worker_may_tell_often_and_the_newest_is_written_now_and_then() throws Exception {
    var seen = new CountDownLatch(1);
    var worker =
        TestWorker.that(
            (_, job) -> {
              for (int i = 0; i < 10_000; i++) {
                job.headway().at(i / 10_000.0);
              }
              EngineRig.await(seen);
              return new Outcome.Done("");
            });
    try (var rig = new EngineRig(1, worker)) {
      rig.ask("one");
      eventually(
          SOON,
          () ->
              rig.store
                  .find(new JobKey("one"))
                  .flatMap(JobStore.JobLine::progress)
                  .filter(progress -> progress.fraction() == 0.9999)
                  .isPresent());
      seen.countDown();
      rig.awaitState("one", JobState.FINISHED);

      assertThat(rig.store.tellings()).isBetween(1, 2);
      assertThat(rig.store.find(new JobKey("one")).orElseThrow().progress()).isEmpty();
    }
  }

  @Test
  void after_an_error_the_slot_is_free_again() {
    var worker =
        TestWorker.that(
            (what, _) -> {
              if (what.equals("bad")) {
                throw new StackOverflowError("too deep");
              }
              return new Outcome.Done("");
            });
    try (var rig = new EngineRig(1, worker)) {
      rig.ask("bad", "good");

      rig.awaitState("good", JobState.FINISHED);
      rig.awaitState("bad", JobState.FAILED);
    }
  }

  @Test
  void poison_does_not_stop_the_consumer() {
    try (var rig = new EngineRig(1, DOES_IT)) {
      rig.publish(Message.of("no JSON", Map.of()));
      rig.publish(Message.of("{\"message_type\":\"ftp\",\"payload\":{}}", Map.of()));
      rig.ask("good");

      rig.awaitState("good", JobState.FINISHED);

      assertThat(rig.broker.waiting(QueueName.unroutable())).hasSize(1);
      assertThat(rig.broker.waiting(FTP_FAILED)).hasSize(1);
    }
  }

  @Test
  void a_message_delivered_twice_runs_once() {
    var worker = TestWorker.that((_, _) -> new Outcome.Done(""));
    try (var rig = new EngineRig(4, worker)) {
      rig.ask("one", "one", "one");

      rig.awaitState("one", JobState.FINISHED);
      rig.awaitAnswered();

      assertThat(worker.executions()).isEqualTo(1);
    }
  }

  @Test
  void jobs_on_one_file_run_one_after_the_other_without_a_round_through_the_broker() {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var otherFile = new CountDownLatch(1);
    var worker =
        new TestWorker(
            QueueType.SUBDEF_CREATION,
            (what, _) -> {
              if (what.equals("thumbnail")) {
                otherFile.countDown();
                return new Outcome.Done("");
              }
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              await(otherFile); // By then those before it have tried to start.
              running.decrementAndGet();
              return new Outcome.Done("");
            });
    try (var rig = new EngineRig(4, worker)) {
      QueueName queue = QueueName.base(QueueType.SUBDEF_CREATION);
      for (String key : List.of("a", "b", "c")) {
        rig.broker.publish(queue, TestMessages.ask(QueueType.SUBDEF_CREATION, key, 1, "preview"));
      }
      rig.broker.publish(queue, TestMessages.ask(QueueType.SUBDEF_CREATION, "d", 1, "thumbnail"));

      eventually(SOON, () -> rig.engine.activity().done() == 4);

      assertThat(most).hasValue(1);
      assertThat(rig.broker.waiting(QueueName.delayed(QueueType.SUBDEF_CREATION))).isEmpty();
    }
  }

  @Test
  void what_waits_too_long_for_a_slot_goes_to_others() throws Exception {
    var started = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var worker =
        TestWorker.that(
            (_, _) -> {
              started.countDown();
              await(end);
              return new Outcome.Done("");
            });
    try (var rig = new EngineRig(1, worker)) {
      rig.ask("running", "waiting");
      await(started);
      eventually(SOON, () -> rig.broker.unanswered(FTP) == 2);
      var elsewhere = new LinkedBlockingQueue<Delivery>();
      rig.broker.subscribe(FTP, 1, elsewhere::add);

      rig.clock.advance(Engine.LONGEST_WAIT.plusMillis(1));

      Delivery delivery = elsewhere.poll(SOON.toSeconds(), TimeUnit.SECONDS);
      assertThat(delivery).isNotNull();
      assertThat(delivery.message().header(Message.JOB_HEADER)).contains("waiting");
      delivery.acknowledge();
      end.countDown();
      rig.awaitState("running", JobState.FINISHED);
    }
  }

  @Test
  void what_another_process_runs_is_asked_for_again_until_it_has_ended() {
    try (var rig = new EngineRig(1, DOES_IT)) {
      var other = new ProcessIdentity("elsewhere", "boot", "pid:1", 200, 2);
      rig.store.heartbeat(other);
      Job theirs = begin(rig, "one", other);
      rig.ask("one", "two");
      rig.awaitState("two", JobState.FINISHED);
      assertThat(rig.broker.unanswered(FTP)).isEqualTo(1);

      rig.store.end(
          theirs,
          new Outcome.Done("theirs"),
          JobState.FINISHED,
          JobStore.AttemptReport.NONE,
          rig.clock.instant());

      rig.awaitAnswered();
      assertThat(rig.store.find(new JobKey("one")).orElseThrow().reason()).isEqualTo("theirs");
    }
  }

  @Test
  void queues_take_turns() throws Exception {
    var order = new ArrayList<String>();
    var started = new CountDownLatch(1);
    var begin = new CountDownLatch(1);
    TestWorker.Work note =
        (what, _) -> {
          started.countDown();
          await(begin);
          order.add(what); // One slot, so one at a time.
          return new Outcome.Done("");
        };
    try (var rig =
        new EngineRig(
            1, new TestWorker(QueueType.FTP, note), new TestWorker(QueueType.WEBHOOK, note))) {
      rig.ask("first");
      await(started);
      rig.ask("ftp");
      QueueName webhook = QueueName.base(QueueType.WEBHOOK);
      for (String what : List.of("webhook1", "webhook2")) {
        rig.broker.publish(webhook, TestMessages.ask(QueueType.WEBHOOK, what, 1, what));
      }
      eventually(
          SOON, () -> rig.broker.unanswered(FTP) == 2 && rig.broker.unanswered(webhook) == 2);

      begin.countDown();

      eventually(SOON, () -> rig.engine.activity().done() == 4);
      assertThat(order.subList(1, 3)).containsExactlyInAnyOrder("ftp", "webhook1");
      assertThat(order).last().isEqualTo("webhook2");
    }
  }

  @Test
  void only_queues_with_a_worker_are_consumed() {
    try (var rig = new EngineRig(1, DOES_IT)) {
      assertThat(rig.broker.depth(FTP).consumers()).isEqualTo(1);
      assertThat(rig.broker.depth(QueueName.base(QueueType.WEBHOOK)).consumers()).isZero();
    }
  }

  @Test
  void whoever_listens_is_told_of_each_end() throws Exception {
    var ends = new CountDownLatch(2);
    try (var rig = new EngineRig(1, DOES_IT)) {
      rig.engine.onEnd(ends::countDown);

      rig.ask("one", "two");

      await(ends);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1001})
  void the_number_of_slots_has_bounds(int slots) {
    assertThatThrownBy(() -> new EngineSettings(slots, Topology.usual(), SELF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the number of jobs at the same time is " + slots + ", allowed: 1 to 1000");
  }

  private static Job begin(EngineRig rig, String key, ProcessIdentity owner) {
    var wish =
        new JobStore.Begin(
            new JobKey(key),
            QueueType.FTP,
            "",
            TestMessages.json(QueueType.FTP, Map.of("what", "x")),
            new Payload(Map.of("what", "x")),
            1,
            Optional.empty(),
            Optional.empty(),
            rig.clock.instant(),
            owner,
            rig.clock.instant());
    return ((JobStore.Start.Started) rig.store.begin(wish, _ -> false)).job();
  }
}
