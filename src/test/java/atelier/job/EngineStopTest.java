package atelier.job;

import static atelier.Eventually.eventually;
import static atelier.job.EngineRig.FTP;
import static atelier.job.EngineRig.FTP_RETRY;
import static atelier.job.EngineRig.SELF;
import static atelier.job.EngineRig.SOON;
import static atelier.job.EngineRig.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// The engine when it stops, and when the outside does.
class EngineStopTest {
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final TestWorker waits =
      TestWorker.that(
          (_, _) -> {
            started.countDown();
            await(end);
            return new Outcome.Done("");
          });

  @Test
  void running_jobs_end_within_the_grace_time_and_the_rest_is_given_back() throws Exception {
    try (var rig = new EngineRig(1, waits)) {
      rig.ask("running", "taken", "still there");
      await(started);
      eventually(SOON, () -> rig.broker.unanswered(FTP) == 2);
      var drained = new AtomicBoolean();
      Thread drain =
          Thread.startVirtualThread(
              () -> {
                try {
                  rig.engine.drain(SOON);
                  drained.set(true);
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              });
      eventually(SOON, () -> rig.broker.waiting(FTP).size() == 2);
      assertThat(drained).isFalse();

      end.countDown();
      drain.join();

      assertThat(drained).isTrue();
      assertThat(rig.store.find(new JobKey("running")).orElseThrow().state())
          .isEqualTo(JobState.FINISHED);
      assertThat(rig.broker.unanswered(FTP)).isZero();
      assertThat(rig.broker.depth(FTP).consumers()).isZero();
      assertThat(waits.executions()).isEqualTo(1);
      assertThat(rig.store.silence(SELF.text())).isEmpty();
    }
  }

  @Test
  void what_does_not_end_within_the_grace_time_is_interrupted_and_given_back() throws Exception {
    try (var rig = new EngineRig(1, waits)) {
      assertThat(rig.store.silence(SELF.text())).isPresent();
      rig.ask("one");
      await(started);

      rig.engine.drain(Duration.ofMillis(1));

      assertThat(rig.broker.waiting(FTP)).hasSize(1);
      assertThat(rig.broker.unanswered(FTP)).isZero();
      var line = rig.store.find(new JobKey("one")).orElseThrow();
      assertThat(line.state()).isEqualTo(JobState.WAITING);
      assertThat(line.attempt()).isEqualTo(1);
      assertThat(rig.engine.activity().running()).isZero();
    }
  }

  @RepeatedTest(50)
  void after_a_stop_at_any_moment_everything_is_answered() {
    var worker = TestWorker.that((_, _) -> new Outcome.Done(""));
    try (var rig = new EngineRig(2, worker)) {
      rig.ask("a", "b", "c", "d", "e", "f");
      eventually(SOON, () -> worker.executions() > 0);

      rig.engine.close();

      // What the broker was just handing over is given back when it arrives.
      eventually(SOON, () -> rig.broker.unanswered(FTP) == 0);
      assertThat(rig.store.counts().running()).isZero();
      assertThat(rig.store.counts().finished() + rig.broker.waiting(FTP).size()).isEqualTo(6);
    }
  }

  @Test
  void a_lost_database_at_the_start_of_a_job_is_waited_for() {
    var worker = TestWorker.that((_, _) -> new Outcome.Done(""));
    try (var rig = new EngineRig(1, worker)) {
      rig.store.goAway();
      rig.ask("one");
      eventually(SOON, () -> rig.store.refusals() >= 2);
      assertThat(worker.executions()).isZero();

      rig.store.comeBack();

      rig.awaitState("one", JobState.FINISHED);
      rig.awaitAnswered();
      assertThat(worker.executions()).isEqualTo(1);
    }
  }

  @Test
  void a_lost_database_at_the_end_of_a_job_is_waited_for_before_the_acknowledgement()
      throws Exception {
    try (var rig = new EngineRig(1, waits)) {
      rig.ask("one");
      await(started);
      rig.store.goAway();
      end.countDown();
      eventually(SOON, () -> rig.store.refusals() >= 2);
      assertThat(rig.broker.unanswered(FTP)).isEqualTo(1);

      rig.store.comeBack();

      rig.awaitState("one", JobState.FINISHED);
      rig.awaitAnswered();
      assertThat(waits.executions()).isEqualTo(1);
    }
  }

  @Test
  void after_a_lost_broker_the_retry_is_asked_for_once() throws Exception {
    var tries = new AtomicInteger();
    var worker =
        TestWorker.that(
            (_, _) -> {
              tries.incrementAndGet();
              started.countDown();
              await(end);
              return new Outcome.TryAgain("no line");
            });
    try (var rig = new EngineRig(2, worker)) {
      rig.ask("one");
      await(started);
      rig.broker.goAway();
      end.countDown();
      eventually(SOON, () -> rig.broker.refusals() >= 2);

      rig.broker.comeBack();

      eventually(SOON, () -> rig.broker.waiting(FTP_RETRY).size() == 1);
      rig.awaitAnswered();
      assertThat(tries).hasValue(1);
      assertThat(rig.broker.waiting(FTP_RETRY)).hasSize(1);
      rig.ask("two");
      eventually(SOON, () -> tries.get() == 2);
    }
  }
}
