package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import atelier.job.JobRow;
import atelier.job.JobState;
import atelier.job.JobStore;
import atelier.job.JobStore.Start;
import atelier.job.JobStoreContract;
import atelier.job.Outcome;
import atelier.queue.QueueType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger on SQLite, and the rows of `WorkerRunningJob` that go with it.
final class JdbiJobStoreTest extends JobStoreContract {
  private TestFolder folder;
  private ApplicationBox box;
  private ApplicationBox elsewhere;

  @BeforeEach
  void open(@TempDir Path root) {
    folder = new TestFolder(root);
    box = folder.open();
    elsewhere = folder.open();
  }

  @AfterEach
  void close() {
    elsewhere.close();
    box.close();
  }

  @Override
  protected JobStore store() {
    return box.jobs();
  }

  @Override
  protected JobStore sameStoreElsewhere() {
    return elsewhere.jobs();
  }

  @Override
  protected void letPass(Duration time) {
    folder.now(NOON.plus(time));
  }

  @Test
  void the_legacy_row_lives_as_long_as_its_job() {
    var wish = aSubdef("one");

    var first = run(wish);
    assertThat(legacyRow())
        .contains(
            entry("databox_id", 1),
            entry("record_id", 12),
            entry("flock", null),
            entry("work", "subdefCreation"),
            entry("work_on", "preview"),
            entry("info", null),
            entry("payload", wish.wish().envelopeJson()),
            entry("created", "2026-08-07 12:00:00"),
            entry("published", "2026-08-07 11:59:59"),
            entry("finished", null),
            entry("status", "running"));

    end(first, new Outcome.TryAgain("no disk"), JobState.WAITING);
    assertThat(legacyRow())
        .contains(
            entry("info", "attempt 1"),
            entry("finished", "2026-08-07 12:00:30"),
            entry("status", "error"));

    var second = run(wish.attempt(2).at(NOON.plusSeconds(60)));
    assertThat(second.legacyRow()).isEqualTo(first.legacyRow());
    assertThat(second.started()).isEqualTo(NOON);
    assertThat(legacyRow())
        .contains(
            entry("info", "attempt 2"),
            entry("created", "2026-08-07 12:00:00"),
            entry("finished", null),
            entry("status", "running"));

    end(second, new Outcome.Done(""), JobState.FINISHED);
    assertThat(legacyRow())
        .contains(
            entry("info", "attempt 2"),
            entry("finished", "2026-08-07 12:00:30"),
            entry("status", "finished"));
  }

  @Test
  void a_legacy_row_that_was_deleted_gets_a_fresh_one() {
    var first = run(aSubdef("one"));
    end(first, new Outcome.TryAgain("no disk"), JobState.WAITING);
    folder.change("application", "DELETE FROM WorkerRunningJob");

    var second = run(aSubdef("one").attempt(2).knowingRow(first.legacyRow().orElseThrow()));

    assertThat(second.legacyRow()).isNotEqualTo(first.legacyRow());
    assertThat(legacyRow()).contains(entry("status", "running"), entry("work_on", "preview"));
  }

  @Test
  void a_row_that_the_message_names_is_used() {
    folder.change("application", INSERT_ROW_7 + "1, 12, 'subdefCreation', 'preview', 'error')");

    var job = run(aSubdef("one").attempt(2).knowingRow(7));

    assertThat(job.legacyRow()).contains(7L);
    assertThat(legacyRow()).contains(entry("status", "running"), entry("info", "attempt 2"));
  }

  @Test
  void a_row_of_another_job_is_left_alone() {
    folder.change("application", INSERT_ROW_7 + "1, 13, 'subdefCreation', 'preview', 'error')");

    var job = run(aSubdef("one").attempt(2).knowingRow(7));

    assertThat(job.legacyRow()).isPresent().isNotEqualTo(java.util.Optional.of(7L));
    assertThat(folder.row("application", "SELECT status FROM WorkerRunningJob WHERE id = 7"))
        .containsEntry("status", "error");
  }

  @Test
  void a_row_of_the_php_side_locks_too() {
    folder.change("application", INSERT_ROW_7 + "1, 12, 'writeMetadatas', 'document', 'running')");

    assertThat(begin(aSubdef("one")))
        .isEqualTo(new Start.Busy("writeMetadatas of document, job row 7"));
    assertThat(folder.count("application", "WorkerRunningJob")).isEqualTo(1);
  }

  @Test
  void how_it_ended_stands_in_the_legacy_row() {
    assertThat(ended(new Outcome.GivenUp("no such preset"), JobState.FAILED))
        .contains(entry("status", "error"), entry("info", "no such preset"));
    assertThat(ended(new Outcome.Canceled("admin"), JobState.CANCELED))
        .contains(entry("status", "canceled"), entry("info", "canceled by admin"));
    assertThat(ended(new Outcome.Interrupted("we stop"), JobState.WAITING))
        .contains(entry("status", "error"), entry("info", "interrupted: we stop"));
    assertThat(ended(new Outcome.Busy("locked"), JobState.WAITING))
        .contains(entry("status", "error"), entry("info", "busy: locked"));
    assertThat(ended(new Outcome.Done("x".repeat(300)), JobState.FINISHED))
        .contains(entry("status", "finished"), entry("info", "x".repeat(255)));
  }

  @Test
  void a_long_text_is_not_cut_inside_a_character() {
    assertThat(ended(new Outcome.GivenUp("x".repeat(254) + "😀"), JobState.FAILED))
        .containsEntry("info", "x".repeat(254));
  }

  @Test
  void who_lost_a_job_does_not_touch_its_legacy_row() {
    var lost = run(aSubdef("one"));
    store().begin(aSubdef("one").by(OTHER).wish(), ALL_DEAD);
    var before = legacyRow();

    assertThatThrownBy(() -> end(lost, new Outcome.Done("late"), JobState.FINISHED))
        .isInstanceOf(IllegalStateException.class);

    assertThat(legacyRow()).isEqualTo(before).containsEntry("status", "running");
  }

  @Test
  void a_job_without_a_row_leaves_the_legacy_table_empty() {
    run(aJob("one"));

    assertThat(folder.count("application", "WorkerRunningJob")).isZero();
  }

  private static final String INSERT_ROW_7 =
      """
      INSERT INTO WorkerRunningJob (id, created, published, databox_id, record_id, work, work_on,
        status)
      VALUES (7, '2026-08-07 11:00:00', '2026-08-07 11:00:00',\s""";

  private static JobBuilder aSubdef(String key) {
    return aJob(key).of(QueueType.SUBDEF_CREATION).row(JobRow.locking(1, 12, "preview"));
  }

  private Map<String, @Nullable Object> ended(Outcome outcome, JobState state) {
    folder.change("application", "DELETE FROM WorkerRunningJob");
    end(run(aSubdef(outcome.getClass().getSimpleName())), outcome, state);
    return legacyRow();
  }

  private Map<String, @Nullable Object> legacyRow() {
    return folder.row("application", "SELECT * FROM WorkerRunningJob");
  }
}
