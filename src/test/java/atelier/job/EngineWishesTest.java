package atelier.job;

import static atelier.Eventually.eventually;
import static atelier.job.EngineRig.FTP;
import static atelier.job.EngineRig.FTP_RETRY;
import static atelier.job.EngineRig.SELF;
import static atelier.job.EngineRig.SOON;
import static atelier.job.EngineRig.await;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.job.Wishes.CancelAnswer;
import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.QueueType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What operators wish is heeded by an engine that runs.
final class EngineWishesTest {
  private static final Worker<?> DOES_IT = TestWorker.that((_, _) -> new Outcome.Done(""));
  private static final Worker<?> FAILS = TestWorker.that((_, _) -> new Outcome.TryAgain("not yet"));
  private static final ProcessIdentity DEAD =
      new ProcessIdentity("elsewhere", "boot", "pid:[1]", 7, 7);

  @Test
  void a_paused_queue_is_left_alone_until_it_resumes() {
    try (var rig = new EngineRig(2, DOES_IT)) {
      rig.wishes.pause(QueueType.FTP, "the server moves", "ann", Optional.empty());
      eventually(SOON, () -> rig.broker.depth(FTP).consumers() == 0);
      rig.ask("one");
      assertThat(rig.broker.waiting(FTP)).hasSize(1);

      rig.wishes.resume(QueueType.FTP);

      rig.awaitState("one", JobState.FINISHED);
    }
  }

  @Test
  void a_pause_lapses_by_itself() {
    try (var rig = new EngineRig(2, DOES_IT)) {
      var end = rig.clock.instant().plus(Duration.ofHours(1));
      rig.wishes.pause(QueueType.FTP, "the night", "ann", Optional.of(end));
      eventually(SOON, () -> rig.broker.depth(FTP).consumers() == 0);
      rig.ask("one");

      rig.clock.advance(Duration.ofMinutes(61));

      rig.awaitState("one", JobState.FINISHED);
    }
  }

  @Test
  void a_running_job_is_stopped_when_somebody_cancels_it() throws Exception {
    var begun = new CountDownLatch(1);
    var worker =
        TestWorker.that(
            (_, _) -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return new Outcome.Done("");
            });
    try (var rig = new EngineRig(1, worker)) {
      rig.ask("one");
      await(begun);

      assertThat(rig.wishes.cancel(new JobKey("one"), "ann")).isEqualTo(CancelAnswer.ASKED);

      rig.awaitState("one", JobState.CANCELED);
      rig.awaitAnswered();
      assertThat(rig.store.find(new JobKey("one")).orElseThrow().reason())
          .isEqualTo("canceled by ann");
    }
  }

  @Test
  void a_canceled_job_whose_tool_dies_of_it_is_not_tried_again() throws Exception {
    var begun = new CountDownLatch(1);
    var worker =
        TestWorker.that(
            (_, _) -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException _) {
                return new Outcome.TryAgain("the tool was killed");
              }
              return new Outcome.Done("");
            });
    try (var rig = new EngineRig(1, worker)) {
      rig.ask("one");
      await(begun);

      rig.wishes.cancel(new JobKey("one"), "ann");

      rig.awaitState("one", JobState.CANCELED);
      assertThat(rig.broker.waiting(FTP_RETRY)).isEmpty();
    }
  }

  @Test
  void a_waiting_job_that_was_canceled_does_not_run_when_its_message_comes() {
    try (var rig = new EngineRig(1, FAILS)) {
      rig.ask("one");
      eventually(SOON, () -> rig.broker.waiting(FTP_RETRY).size() == 1);
      rig.awaitState("one", JobState.WAITING);

      assertThat(rig.wishes.cancel(new JobKey("one"), "ann")).isEqualTo(CancelAnswer.CANCELED);
      Message retry = rig.broker.waiting(FTP_RETRY).getFirst();
      rig.publish(retry);

      rig.awaitAnswered();
      assertThat(rig.store.find(new JobKey("one")).orElseThrow().state())
          .isEqualTo(JobState.CANCELED);
      assertThat(rig.store.attempts(new JobKey("one"))).hasSize(1);
    }
  }

  @Test
  void fewer_tries_hold_for_running_processes_too() {
    try (var rig = new EngineRig(1, FAILS)) {
      var once = new Overlay(Optional.of(1), Optional.empty(), Optional.empty());
      rig.wishes.overlay(QueueType.FTP, once, "ann");

      eventually(
          SOON,
          () -> {
            rig.ask("job-" + System.nanoTime());
            return !rig.broker.waiting(EngineRig.FTP_FAILED).isEmpty();
          });
    }
  }

  @Test
  void a_long_job_s_message_is_acknowledged_early_and_the_job_ends_as_usual() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    var worker =
        TestWorker.that(
            (_, _) -> {
              begun.countDown();
              end.await();
              return new Outcome.Done("");
            });
    try (var rig = new EngineRig(1, worker)) {
      rig.ask("one");
      await(begun);
      rig.clock.advance(EngineSettings.USUAL_PATIENCE.plusSeconds(1));

      rig.awaitAnswered();
      assertThat(rig.custody.kept()).extracting(Custody.Kept::key).containsExactly(key("one"));
      end.countDown();

      rig.awaitState("one", JobState.FINISHED);
      assertThat(rig.custody.kept()).isEmpty();
    }
  }

  @Test
  void a_long_job_that_we_interrupt_is_published_again() throws Exception {
    var begun = new CountDownLatch(1);
    var worker =
        TestWorker.that(
            (_, _) -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return new Outcome.Done("");
            });
    try (var rig = new EngineRig(1, worker)) {
      rig.ask("one");
      await(begun);
      rig.clock.advance(EngineSettings.USUAL_PATIENCE.plusSeconds(1));
      rig.awaitAnswered();

      rig.engine.close();

      assertThat(rig.broker.waiting(FTP)).hasSize(1);
      assertThat(rig.store.find(key("one")).orElseThrow().state()).isEqualTo(JobState.WAITING);
    }
  }

  @Test
  void a_job_in_the_custody_of_the_dead_starts_again() {
    try (var rig = new EngineRig(1, DOES_IT)) {
      var message = TestMessages.ask("one");
      var wish =
          new JobStore.Begin(
              key("one"),
              QueueType.FTP,
              message.bodyHash(),
              message.text(),
              Envelope.read(message).payload(),
              1,
              Optional.empty(),
              Optional.empty(),
              rig.clock.instant(),
              DEAD,
              rig.clock.instant());
      var started = (JobStore.Start.Started) rig.store.begin(wish, _ -> false);
      assertThat(rig.custody.take(started.job())).isTrue();

      rig.awaitState("one", JobState.FINISHED);

      assertThat(rig.store.attempts(key("one")))
          .extracting(JobStore.AttemptLine::outcome)
          .containsExactly("interrupted", "done");
    }
  }

  @Test
  void an_engine_tells_what_it_serves() {
    try (var rig = new EngineRig(3, DOES_IT)) {
      List<Roster.Entry> entries = rig.roster.processes();

      assertThat(entries).extracting(Roster.Entry::process).containsExactly(SELF.text());
      assertThat(entries.getFirst().report().queues()).containsExactly(QueueType.FTP);
      assertThat(entries.getFirst().report().slots()).isEqualTo(3);
    }
  }

  @Test
  void jobs_are_counted_and_timed() {
    try (var rig = new EngineRig(1, DOES_IT)) {
      rig.ask("one", "two");
      rig.awaitState("one", JobState.FINISHED);
      rig.awaitState("two", JobState.FINISHED);

      eventually(
          SOON,
          () ->
              rig.meters
                      .get("atelier.jobs.ended")
                      .tags("queue", "ftp", "outcome", "done")
                      .counter()
                      .count()
                  == 2);
      assertThat(rig.meters.get("atelier.jobs.started").counter().count()).isEqualTo(2);
      assertThat(rig.meters.get("atelier.job.duration").timer().count()).isEqualTo(2);
    }
  }

  private static JobKey key(String text) {
    return new JobKey(text);
  }
}
