package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobRow;
import atelier.job.JobState;
import atelier.job.JobStore;
import atelier.job.Outcome;
import atelier.job.ProcessIdentity;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Old jobs and old rows go, what runs stays.
final class JdbiCleaningTest {
  private static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");
  private static final ProcessIdentity US = new ProcessIdentity("here", "boot", "pid:[1]", 7, 70);

  private ApplicationBox box;

  @BeforeEach
  void open(@TempDir Path root) {
    box = new TestFolder(root).open();
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void old_jobs_that_have_ended_go() {
    end(run("ended", 1));
    run("running", 2);

    assertThat(box.books().cleaning().jobs(NOON, false)).isZero();
    assertThat(box.books().cleaning().jobs(NOON.plusSeconds(1), true)).isEqualTo(1);
    assertThat(box.jobs().find(new JobKey("ended"))).isPresent();

    assertThat(box.books().cleaning().jobs(NOON.plusSeconds(1), false)).isEqualTo(1);

    assertThat(box.jobs().find(new JobKey("ended"))).isEmpty();
    assertThat(box.jobs().attempts(new JobKey("ended"))).isEmpty();
    assertThat(box.jobs().find(new JobKey("running"))).isPresent();
  }

  @Test
  void old_rows_go_but_not_the_locks_of_jobs_that_run() {
    end(run("ended", 1));
    Job running = run("running", 2);

    assertThat(box.books().cleaning().legacyRows(NOON.plusSeconds(1), true)).isEqualTo(1);
    assertThat(box.books().cleaning().legacyRows(NOON.plusSeconds(1), false)).isEqualTo(1);
    assertThat(box.books().cleaning().legacyRows(NOON.plusSeconds(1), false)).isZero();
    assertThat(box.jobs().owns(running)).isTrue();
  }

  @Test
  void more_than_a_batch_goes() {
    for (int i = 0; i < 1001; i++) {
      end(run("job-" + i, i));
    }

    assertThat(box.books().cleaning().jobs(NOON.plusSeconds(1), false)).isEqualTo(1001);
  }

  private Job run(String key, int record) {
    var wish =
        new JobStore.Begin(
            new JobKey(key),
            QueueType.SUBDEF_CREATION,
            "0".repeat(64),
            "{\"message_type\":\"subdefCreation\",\"payload\":{}}",
            new Payload(Map.of()),
            1,
            Optional.of(JobRow.locking(1, record, "preview")),
            Optional.empty(),
            NOON,
            US,
            NOON);
    return ((JobStore.Start.Started) box.jobs().begin(wish, _ -> false)).job();
  }

  private void end(Job job) {
    box.jobs().end(job, new Outcome.Done(""), JobState.FINISHED, JobStore.AttemptReport.NONE, NOON);
  }
}
