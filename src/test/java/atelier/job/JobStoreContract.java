package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import atelier.job.JobStore.AttemptReport;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.JobFilter;
import atelier.job.JobStore.JobLine;
import atelier.job.JobStore.Start;
import atelier.queue.QueueType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What every [JobStore] does.
public abstract class JobStoreContract {
  protected static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  protected static final ProcessIdentity ME = new ProcessIdentity("here", "boot", "4026", 100, 7);
  protected static final ProcessIdentity OTHER =
      new ProcessIdentity("here", "boot", "4026", 200, 9);
  private static final JobStore.OwnerCheck ALL_LIVE = _ -> false;
  private static final JobStore.OwnerCheck ALL_DEAD = _ -> true;

  protected abstract JobStore store();

  /// An order to make the preview of record 12 of databox 1.
  protected static Begin aPreview(String key, int attempt) {
    return wish(key, attempt, QueueType.SUBDEF_CREATION, Optional.of("preview"));
  }

  protected static Begin wish(String key, int attempt, QueueType type, Optional<String> subdef) {
    return new Begin(
        new JobKey(key),
        type,
        "ab12",
        "{\"message_type\":\""
            + type.queueName()
            + "\",\"payload\":{\"databoxId\":1,\"recordId\":12}}",
        attempt,
        subdef.map(name -> JobRow.locking(1, 12, name)),
        Optional.empty(),
        NOON.minusSeconds(5),
        ME,
        NOON);
  }

  private static Begin by(ProcessIdentity owner, Begin wish) {
    return new Begin(
        wish.key(),
        wish.type(),
        wish.bodyHash(),
        wish.envelopeJson(),
        wish.attempt(),
        wish.row(),
        wish.legacyRow(),
        wish.published(),
        owner,
        wish.now());
  }

  protected Job started(Begin wish) {
    var start = store().begin(wish, ALL_LIVE);
    assertThat(start).isInstanceOf(Start.Started.class);
    return ((Start.Started) start).job();
  }

  protected void end(Job job, Outcome outcome, JobState state) {
    store().end(job, outcome, state, AttemptReport.NONE, NOON.plusSeconds(3));
  }

  @Test
  void a_new_job_starts_with_all_it_has_to_know() {
    var job = started(aPreview("a", 1));

    assertThat(job.key()).isEqualTo(new JobKey("a"));
    assertThat(job.attempt()).isEqualTo(1);
    assertThat(job.payload().id("recordId")).isEqualTo(12);
    assertThat(job.legacyRow()).isPresent();
    assertThat(job.started()).isEqualTo(NOON);
    assertThat(store().owns(job)).isTrue();
  }

  @Test
  void an_ended_attempt_is_stale() {
    end(started(aPreview("a", 1)), new Outcome.Done(""), JobState.FINISHED);

    assertThat(store().begin(aPreview("a", 1), ALL_LIVE)).isInstanceOf(Start.Stale.class);
  }

  @Test
  void a_greater_attempt_makes_a_smaller_one_stale() {
    end(started(aPreview("a", 1)), new Outcome.TryAgain("no"), JobState.WAITING);
    started(aPreview("a", 2));

    assertThat(store().begin(aPreview("a", 1), ALL_DEAD)).isInstanceOf(Start.Stale.class);
  }

  @Test
  void a_waiting_attempt_starts() {
    end(started(aPreview("a", 1)), new Outcome.Interrupted("stop"), JobState.WAITING);

    var again = started(aPreview("a", 1));

    assertThat(again.attempt()).isEqualTo(1);
    assertThat(store().attempts(again.key())).hasSize(2);
  }

  @Test
  void a_running_job_of_a_living_process_is_held() {
    started(aPreview("a", 1));

    var start = store().begin(by(OTHER, aPreview("a", 1)), ALL_LIVE);

    assertThat(start).isEqualTo(new Start.Held("here/100/7/boot/4026"));
  }

  @Test
  void a_running_job_of_a_dead_process_starts_again() {
    var lost = started(aPreview("a", 1));

    var start = store().begin(by(OTHER, aPreview("a", 1)), ALL_DEAD);

    assertThat(start).isInstanceOf(Start.Started.class);
    assertThat(store().owns(lost)).isFalse();
    assertThat(store().attempts(lost.key()))
        .extracting(JobStore.AttemptLine::outcome)
        .containsExactly("interrupted", "running");
  }

  @Test
  void who_lost_an_execution_cannot_end_it() {
    var lost = started(aPreview("a", 1));
    store().begin(by(OTHER, aPreview("a", 1)), ALL_DEAD);

    assertThatThrownBy(() -> end(lost, new Outcome.Done(""), JobState.FINISHED))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store().counts().running()).isEqualTo(1);
  }

  @Test
  void a_locked_record_is_busy_and_the_attempt_waits() {
    started(aPreview("a", 1));

    var start = store().begin(aPreview("b", 1), ALL_LIVE);

    assertThat(start).isInstanceOf(Start.Busy.class);
    assertThat(((Start.Busy) start).holder())
        .contains("subdefCreation of preview")
        .contains("here/100/7/boot/4026");
    assertThat(store().find(new JobKey("b")).orElseThrow().state()).isEqualTo(JobState.WAITING);
    assertThat(store().attempts(new JobKey("b"))).isEmpty();
  }

  @Test
  void a_busy_attempt_starts_once_the_lock_is_free() {
    var first = started(aPreview("a", 1));
    store().begin(aPreview("b", 1), ALL_LIVE);

    end(first, new Outcome.Done(""), JobState.FINISHED);

    assertThat(started(aPreview("b", 1)).attempt()).isEqualTo(1);
  }

  @Test
  void two_subdefs_of_a_record_do_not_lock_each_other() {
    started(aPreview("a", 1));

    started(wish("b", 1, QueueType.SUBDEF_CREATION, Optional.of("thumbnail")));
  }

  @Test
  void writing_into_the_document_stands_against_all_subdefs_and_they_against_it() {
    var writing = started(wish("a", 1, QueueType.WRITE_METADATAS, Optional.of("document")));
    assertThat(store().begin(aPreview("b", 1), ALL_LIVE)).isInstanceOf(Start.Busy.class);
    end(writing, new Outcome.Done(""), JobState.FINISHED);

    started(aPreview("b", 1));

    assertThat(
            store()
                .begin(wish("c", 1, QueueType.WRITE_METADATAS, Optional.of("document")), ALL_LIVE))
        .isInstanceOf(Start.Busy.class);
  }

  @Test
  void writing_into_a_subdef_goes_beside_making_another() {
    started(aPreview("a", 1));

    started(wish("b", 1, QueueType.WRITE_METADATAS, Optional.of("thumbnail")));
  }

  @Test
  void the_same_job_is_never_started_twice_at_the_same_time() throws Exception {
    int threads = 8;
    var together = new CyclicBarrier(threads);
    var begins = new ArrayList<Callable<Start>>();
    for (int i = 0; i < threads; i++) {
      begins.add(
          () -> {
            together.await();
            return store().begin(aPreview("a", 1), ALL_LIVE);
          });
    }

    var starts = new ArrayList<Start>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : pool.invokeAll(begins)) {
        starts.add(each.get());
      }
    }

    assertThat(starts).filteredOn(Start.Started.class::isInstance).hasSize(1);
    assertThat(starts).filteredOn(Start.Held.class::isInstance).hasSize(threads - 1);
  }

  @Test
  void the_history_keeps_why_an_execution_failed() {
    var job = started(aPreview("a", 1));
    store()
        .end(
            job,
            new Outcome.GivenUp("no such format"),
            JobState.FAILED,
            new AttemptReport("MediaException", "ffmpeg", "x".repeat(10_000)),
            NOON.plusSeconds(3));

    var line = store().attempts(job.key()).getFirst();

    assertThat(line.outcome()).isEqualTo("given up");
    assertThat(line.reason()).isEqualTo("no such format");
    assertThat(line.errorClass()).isEqualTo("MediaException");
    assertThat(line.tool()).isEqualTo("ffmpeg");
    assertThat(line.toolOutput()).hasSize(8192);
    assertThat(line.started()).isEqualTo(NOON);
    assertThat(line.ended()).contains(NOON.plusSeconds(3));
  }

  @Test
  void lists_are_filtered_and_show_the_last_change_first() {
    end(started(aPreview("a", 1)), new Outcome.Done("fine"), JobState.FINISHED);
    started(wish("b", 1, QueueType.WEBHOOK, Optional.empty()));

    assertThat(store().list(JobFilter.ALL, 10))
        .extracting(line -> line.key().text())
        .containsExactly("a", "b");
    assertThat(
            store()
                .list(
                    new JobFilter(
                        Optional.empty(),
                        Optional.of(JobState.FINISHED),
                        Optional.of(1),
                        Optional.of(12)),
                    10))
        .extracting(JobLine::reason, JobLine::ran, JobLine::workOn)
        .containsExactly(tuple("fine", Duration.ofSeconds(3), "preview"));
    assertThat(
            store()
                .list(
                    new JobFilter(
                        Optional.of(QueueType.WEBHOOK),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                    10))
        .hasSize(1);
    assertThat(store().counts()).isEqualTo(new JobStore.JobCounts(1, 0, 1, 0, 0));
  }

  @Test
  void a_process_is_heard_of_until_it_leaves() {
    store().heartbeat(ME, NOON);
    store().heartbeat(ME, NOON.plusSeconds(10));
    assertThat(store().lastHeartbeat(ME.text())).contains(NOON.plusSeconds(10));

    store().leave(ME);

    assertThat(store().lastHeartbeat(ME.text())).isEmpty();
    assertThat(store().lastHeartbeat(OTHER.text())).isEmpty();
  }
}
