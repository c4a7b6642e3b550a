package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.job.Job;
import atelier.job.JobState;
import atelier.job.JobStore;
import atelier.job.JobStoreContract;
import atelier.job.Outcome;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbiJobStoreTest extends JobStoreContract {
  private static final String ROWS =
      "SELECT id, work, work_on, info, created, published, finished, status FROM WorkerRunningJob";

  @TempDir Path folder;
  private ApplicationBox box;

  @BeforeEach
  void open() {
    box = StoreFixture.open(folder);
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Override
  protected JobStore store() {
    return box.jobs();
  }

  private Path database() {
    return folder.resolve("application.sqlite");
  }

  @Test
  void a_job_has_its_legacy_row() throws SQLException {
    started(aPreview("a", 1));

    assertThat(StoreFixture.rows(database(), ROWS))
        .containsExactly(
            "1|subdefCreation|preview|null|2026-03-01 12:00:00|2026-03-01 11:59:55|null|running");
  }

  @Test
  void a_failed_row_runs_again_with_the_next_attempt() throws SQLException {
    end(started(aPreview("a", 1)), new Outcome.TryAgain("no"), JobState.WAITING);
    assertThat(StoreFixture.rows(database(), ROWS))
        .containsExactly(
            "1|subdefCreation|preview|attempt 1|2026-03-01 12:00:00|2026-03-01 11:59:55"
                + "|2026-03-01 12:00:03|error");

    started(aPreview("a", 2));

    assertThat(StoreFixture.rows(database(), ROWS))
        .containsExactly(
            "1|subdefCreation|preview|attempt 2|2026-03-01 12:00:00|2026-03-01 11:59:55"
                + "|null|running");
  }

  @Test
  void every_outcome_frees_the_lock() throws SQLException {
    end(started(aPreview("a", 1)), new Outcome.Done(""), JobState.FINISHED);
    end(started(aPreview("b", 1)), new Outcome.GivenUp("bad file"), JobState.FAILED);
    end(started(aPreview("c", 1)), new Outcome.Canceled("ann"), JobState.CANCELED);
    end(started(aPreview("d", 1)), new Outcome.Interrupted("we stop"), JobState.WAITING);
    end(started(aPreview("e", 1)), new Outcome.Busy("other"), JobState.WAITING);

    assertThat(StoreFixture.rows(database(), "SELECT status, info FROM WorkerRunningJob"))
        .containsExactly(
            "finished|null",
            "error|bad file",
            "canceled|canceled by ann",
            "error|interrupted: we stop",
            "error|busy: other");
  }

  @Test
  void a_row_that_was_deleted_gets_a_successor() throws SQLException {
    end(started(aPreview("a", 1)), new Outcome.TryAgain("no"), JobState.WAITING);
    StoreFixture.execute(database(), "DELETE FROM WorkerRunningJob");

    Job again = started(aPreview("a", 2));

    assertThat(again.legacyRow()).contains(2L);
  }

  @Test
  void a_running_row_of_the_reference_holds_the_lock() throws SQLException {
    StoreFixture.execute(
        database(),
        "INSERT INTO WorkerRunningJob (databox_id, record_id, work, work_on, created, published,"
            + " status) VALUES (1, 12, 'writeMetadatas', 'preview', '2026-03-01 11:00:00',"
            + " '2026-03-01 11:00:00', 'running')");

    var start = store().begin(aPreview("a", 1), _ -> true);

    assertThat(start).isEqualTo(new JobStore.Start.Busy("writeMetadatas of preview, job row 1"));
  }

  @Test
  void what_was_committed_is_there_after_opening_again() {
    started(aPreview("a", 1));
    box.close();

    box = StoreFixture.open(folder);

    assertThat(store().counts().running()).isEqualTo(1);
  }
}
