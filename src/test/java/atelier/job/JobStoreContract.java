package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import atelier.job.JobStore.AttemptReport;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.JobCounts;
import atelier.job.JobStore.JobFilter;
import atelier.job.JobStore.JobLine;
import atelier.job.JobStore.OwnerCheck;
import atelier.job.JobStore.Start;
import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.QueueType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What every ledger does.
public abstract class JobStoreContract {
  protected static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");
  protected static final ProcessIdentity US = new ProcessIdentity("here", "boot", "pid:1", 100, 1);
  protected static final ProcessIdentity OTHER =
      new ProcessIdentity("here", "boot", "pid:1", 200, 2);
  protected static final OwnerCheck ALL_LIVE = _ -> false;
  protected static final OwnerCheck ALL_DEAD = _ -> true;

  /// The ledger under test, empty at the test's start.
  protected abstract JobStore store();

  /// The same ledger as another process has it open.
  protected abstract JobStore sameStoreElsewhere();

  /// Lets time pass by the clock that all processes share.
  protected abstract void letPass(Duration time);

  @Test
  void a_job_that_nobody_knows_starts() {
    var wish = aJob("one").wish();

    var job = started(store().begin(wish, ALL_LIVE));

    assertThat(job.key()).isEqualTo(new JobKey("one"));
    assertThat(job.attempt()).isEqualTo(1);
    assertThat(job.payload().text("what")).isEqualTo("one");
    assertThat(job.owner()).isEqualTo(US);
    assertThat(job.started()).isEqualTo(NOON);
    assertThat(job.legacyRow()).isEmpty();
    assertThat(store().owns(job)).isTrue();
  }

  @Test
  void a_job_may_begin_with_a_later_attempt() {
    var start = store().begin(aJob("one").attempt(3).wish(), ALL_LIVE);

    assertThat(started(start).attempt()).isEqualTo(3);
  }

  @Test
  void how_far_a_job_is_is_known_while_it_runs() {
    var job = run(aJob("one"));
    assertThat(line("one").progress()).isEmpty();

    store().tell(job, 0.25, NOON.plusSeconds(10));
    store().tell(job, 0.5, NOON.plusSeconds(20));

    assertThat(line("one").progress())
        .hasValueSatisfying(progress -> assertThat(progress.fraction()).isEqualTo(0.5));
    assertThat(store().list(JobFilter.ALL, 10).getFirst().progress()).isPresent();

    end(job, new Outcome.TryAgain("no disk"), JobState.WAITING);
    store().tell(job, 0.75, NOON.plusSeconds(31));
    assertThat(line("one").progress()).isEmpty();

    run(aJob("one").attempt(2));
    assertThat(line("one").progress()).isEmpty();
  }

  @Test
  void after_a_failure_only_the_next_attempt_starts() {
    end(run(aJob("one")), new Outcome.TryAgain("no disk"), JobState.WAITING);

    assertThat(line("one").attempt()).isEqualTo(2);
    assertThat(line("one").state()).isEqualTo(JobState.WAITING);
    assertThat(begin(aJob("one").attempt(1))).isInstanceOf(Start.Stale.class);
    assertThat(started(begin(aJob("one").attempt(2))).attempt()).isEqualTo(2);
  }

  @Test
  void a_waiting_job_whose_message_is_refused_has_failed() {
    end(run(aJob("one")), new Outcome.TryAgain("no disk"), JobState.WAITING);

    store().refuse(new JobKey("one"), "too many tries", NOON);

    assertThat(line("one").state()).isEqualTo(JobState.FAILED);
    assertThat(line("one").reason()).isEqualTo("too many tries");
    assertThat(store().begin(aJob("one").attempt(2).wish(), ALL_LIVE))
        .isInstanceOf(Start.Stale.class);
  }

  @Test
  void a_refusal_changes_no_job_that_does_not_wait() {
    end(run(aJob("done")), new Outcome.Done("made"), JobState.FINISHED);
    run(aJob("running"));

    store().refuse(new JobKey("done"), "too many tries", NOON);
    store().refuse(new JobKey("running"), "too many tries", NOON);
    store().refuse(new JobKey("unknown"), "too many tries", NOON);

    assertThat(line("done").state()).isEqualTo(JobState.FINISHED);
    assertThat(line("running").state()).isEqualTo(JobState.RUNNING);
    assertThat(store().find(new JobKey("unknown"))).isEmpty();
  }

  @Test
  void a_failure_that_is_not_tried_again_leaves_its_attempt() {
    end(run(aJob("one")), new Outcome.TryAgain("no disk"), JobState.FAILED);

    assertThat(line("one").attempt()).isEqualTo(1);
    assertThat(begin(aJob("one").attempt(1))).isInstanceOf(Start.Stale.class);
  }

  @Test
  void what_was_busy_or_interrupted_runs_again_with_the_same_attempt() {
    end(run(aJob("one")), new Outcome.Busy("locked"), JobState.WAITING);
    end(run(aJob("two")), new Outcome.Interrupted("we stop"), JobState.WAITING);

    assertThat(started(begin(aJob("one"))).attempt()).isEqualTo(1);
    assertThat(started(begin(aJob("two"))).attempt()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = JobState.class,
      names = {"FINISHED", "FAILED", "CANCELED"})
  void what_has_ended_never_runs_the_same_attempt_again(JobState state) {
    end(run(aJob("one").attempt(2)), new Outcome.Done(""), state);

    assertThat(begin(aJob("one").attempt(2)))
        .isEqualTo(new Start.Stale("attempt 2 is " + state.column()));
    assertThat(begin(aJob("one").attempt(1))).isEqualTo(new Start.Stale("attempt 2 exists"));
    assertThat(line("one").state()).isEqualTo(state);
    assertThat(started(begin(aJob("one").attempt(3))).attempt()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"2", "3"})
  void a_job_that_a_living_process_runs_is_held(int attempt) {
    run(aJob("one").attempt(2));

    var start = sameStoreElsewhere().begin(aJob("one").attempt(attempt).by(OTHER).wish(), ALL_LIVE);

    assertThat(start).isEqualTo(new Start.Held(US.text()));
    assertThat(line("one").attempt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"2", "3"})
  void a_job_of_a_dead_process_is_rescued(int attempt) {
    var lost = run(aJob("one").attempt(2));

    var start =
        store()
            .begin(
                aJob("one").attempt(attempt).by(OTHER).at(NOON.plusSeconds(5)).wish(),
                US.text()::equals);

    assertThat(started(start).attempt()).isEqualTo(attempt);
    assertThat(store().owns(lost)).isFalse();
    assertThat(store().attempts(new JobKey("one")))
        .extracting(
            each -> each.attempt(),
            each -> each.outcome(),
            each -> each.processText(),
            each -> each.ended())
        .containsExactly(
            tuple(2, "interrupted", US.text(), Optional.of(NOON.plusSeconds(5))),
            tuple(attempt, "running", OTHER.text(), Optional.empty()));
  }

  @Test
  void an_older_attempt_is_stale_even_when_the_owner_of_the_newer_is_dead() {
    var job = run(aJob("one").attempt(2));

    assertThat(store().begin(aJob("one").attempt(1).by(OTHER).wish(), ALL_DEAD))
        .isInstanceOf(Start.Stale.class);
    assertThat(store().owns(job)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // what runs                  what wants to start          busy
    "SUBDEF_CREATION, document, SUBDEF_CREATION, preview,   true",
    "SUBDEF_CREATION, preview,  SUBDEF_CREATION, preview,   true",
    "SUBDEF_CREATION, thumb,    SUBDEF_CREATION, preview,   false",
    "WRITE_METADATAS, document, SUBDEF_CREATION, preview,   true",
    "WRITE_METADATAS, preview,  SUBDEF_CREATION, preview,   true",
    "WRITE_METADATAS, thumb,    SUBDEF_CREATION, preview,   false",
    "SUBDEF_CREATION, preview,  WRITE_METADATAS, preview,   true",
    "SUBDEF_CREATION, thumb,    WRITE_METADATAS, preview,   false",
    "SUBDEF_CREATION, thumb,    WRITE_METADATAS, document,  true",
    "WRITE_METADATAS, preview,  WRITE_METADATAS, preview,   true",
    "WRITE_METADATAS, thumb,    WRITE_METADATAS, preview,   false",
    "WRITE_METADATAS, document, WRITE_METADATAS, preview,   false",
    "WRITE_METADATAS, preview,  WRITE_METADATAS, document,  false",
    "WRITE_METADATAS, document, WRITE_METADATAS, document,  true",
    "FTP,             preview,  SUBDEF_CREATION, preview,   false",
  })
  void the_record_lock_keeps_apart_what_touches_the_same_file(
      QueueType running, String runningOn, QueueType wanted, String wantedOn, boolean busy) {
    var holder = run(aJob("one").of(running).row(JobRow.locking(1, 12, runningOn)));
    var wish = aJob("two").of(wanted).row(JobRow.locking(1, 12, wantedOn));

    assertThat(begin(wish)).isInstanceOf(busy ? Start.Busy.class : Start.Started.class);
    end(holder, new Outcome.Done(""), JobState.FINISHED);
    if (busy) {
      assertThat(line("two").state()).isEqualTo(JobState.WAITING);
      assertThat(line("two").attempt()).isEqualTo(1);
      assertThat(begin(wish)).isInstanceOf(Start.Started.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 12", "1, 13"})
  void the_lock_of_another_record_is_no_obstacle(int databox, int record) {
    run(aJob("one").of(QueueType.SUBDEF_CREATION).row(JobRow.locking(1, 12, "preview")));

    var start =
        begin(
            aJob("two")
                .of(QueueType.SUBDEF_CREATION)
                .row(JobRow.locking(databox, record, "preview")));

    assertThat(start).isInstanceOf(Start.Started.class);
  }

  @Test
  void a_row_that_does_not_lock_is_never_busy() {
    run(aJob("one").of(QueueType.SUBDEF_CREATION).row(JobRow.locking(1, 12, "preview")));

    var start = begin(aJob("two").of(QueueType.SUBTITLE).row(new JobRow(1, 12, "preview", false)));

    assertThat(start).isInstanceOf(Start.Started.class);
  }

  @Test
  void the_busy_are_told_who_holds_the_lock() {
    var holder =
        run(aJob("one").of(QueueType.SUBDEF_CREATION).row(JobRow.locking(1, 12, "preview")));

    var start =
        begin(aJob("two").of(QueueType.WRITE_METADATAS).row(JobRow.locking(1, 12, "preview")));

    assertThat(start)
        .isEqualTo(
            new Start.Busy(
                "subdefCreation of preview, job row "
                    + holder.legacyRow().orElseThrow()
                    + ", in process "
                    + US.text()));
    assertThat(line("two").reason()).startsWith("busy: subdefCreation of preview");
  }

  @Test
  void the_dead_hold_no_lock_against_their_own_job() {
    var wish = aJob("one").of(QueueType.SUBDEF_CREATION).row(JobRow.locking(1, 12, "preview"));
    var lost = run(wish);

    var rescued = started(store().begin(wish.by(OTHER).wish(), ALL_DEAD));

    assertThat(rescued.legacyRow()).isEqualTo(lost.legacyRow());
  }

  @Test
  void a_process_that_lost_a_job_cannot_end_it() {
    var lost = run(aJob("one"));
    var owner = started(store().begin(aJob("one").by(OTHER).wish(), ALL_DEAD));
    var before = line("one");
    var attemptsBefore = store().attempts(new JobKey("one"));

    assertThatThrownBy(() -> end(lost, new Outcome.Done("late"), JobState.FINISHED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("attempt 1 of job one is no longer ours");

    assertThat(line("one")).isEqualTo(before);
    assertThat(store().attempts(new JobKey("one"))).isEqualTo(attemptsBefore);
    assertThat(store().owns(owner)).isTrue();
  }

  @Test
  void a_job_ends_once() {
    var job = run(aJob("one"));
    end(job, new Outcome.Done("first"), JobState.FINISHED);

    assertThatThrownBy(() -> end(job, new Outcome.GivenUp("second"), JobState.FAILED))
        .isInstanceOf(IllegalStateException.class);

    assertThat(line("one").state()).isEqualTo(JobState.FINISHED);
    assertThat(line("one").reason()).isEqualTo("first");
  }

  @Test
  void the_history_tells_how_each_execution_went() {
    var first = run(aJob("one"));
    store()
        .end(
            first,
            new Outcome.TryAgain("it broke"),
            JobState.WAITING,
            new AttemptReport("atelier.media.MediaException", "vips", "x".repeat(9000) + "end"),
            NOON.plusSeconds(3));
    run(aJob("one").attempt(2).at(NOON.plusSeconds(10)));

    var attempts = store().attempts(new JobKey("one"));

    assertThat(attempts).hasSize(2);
    assertThat(attempts.getFirst().outcome()).isEqualTo("try again");
    assertThat(attempts.getFirst().reason()).isEqualTo("it broke");
    assertThat(attempts.getFirst().errorClass()).isEqualTo("atelier.media.MediaException");
    assertThat(attempts.getFirst().tool()).isEqualTo("vips");
    assertThat(attempts.getFirst().toolOutput()).hasSize(8192).endsWith("xend");
    assertThat(attempts.getFirst().started()).isEqualTo(NOON);
    assertThat(attempts.getFirst().ended()).contains(NOON.plusSeconds(3));
    assertThat(attempts.getLast().outcome()).isEqualTo("running");
  }

  @Test
  void a_job_is_found_with_all_that_a_list_shows() {
    var wish = aJob("one").of(QueueType.SUBDEF_CREATION).row(JobRow.locking(1, 12, "preview"));
    var job = run(wish);
    store()
        .end(
            job,
            new Outcome.Done("ok"),
            JobState.FINISHED,
            AttemptReport.NONE,
            NOON.plusMillis(1500));

    var found = line("one");

    assertThat(found.type()).isEqualTo(QueueType.SUBDEF_CREATION);
    assertThat(found.databoxId()).contains(1);
    assertThat(found.recordId()).contains(12);
    assertThat(found.workOn()).isEqualTo("preview");
    assertThat(found.reason()).isEqualTo("ok");
    assertThat(found.created()).isEqualTo(NOON);
    assertThat(found.changed()).isEqualTo(NOON.plusMillis(1500));
    assertThat(found.ran()).hasMillis(1500);
    assertThat(found.envelopeJson()).isEqualTo(wish.wish().envelopeJson());
    assertThat(store().find(new JobKey("two"))).isEmpty();
    assertThat(store().attempts(new JobKey("two"))).isEmpty();
  }

  @Test
  void lists_show_what_the_filter_asks_for_the_last_changed_first() {
    var row = JobRow.locking(1, 12, "preview");
    var first = run(aJob("first").of(QueueType.SUBDEF_CREATION).row(row));
    end(first, new Outcome.Done(""), JobState.FINISHED);
    run(aJob("second").at(NOON.plusSeconds(60)));
    run(aJob("third").at(NOON.plusSeconds(120)));

    assertThat(keys(JobFilter.ALL, 10)).containsExactly("third", "second", "first");
    assertThat(keys(JobFilter.ALL, 2)).containsExactly("third", "second");
    assertThat(store().list(JobFilter.ALL, 1, 2))
        .extracting(line -> line.key().text())
        .containsExactly("second", "first");
    assertThat(store().list(JobFilter.ALL, 3, 2)).isEmpty();
    assertThat(store().count(JobFilter.ALL, 10)).isEqualTo(3);
    assertThat(store().count(JobFilter.ALL, 2)).isEqualTo(2);
    assertThat(store().count(JobFilter.in(JobState.CANCELED), 10)).isZero();
    assertThat(keys(filter(QueueType.SUBDEF_CREATION, null, null, null), 10))
        .containsExactly("first");
    assertThat(keys(filter(null, JobState.RUNNING, null, null), 10))
        .containsExactly("third", "second");
    assertThat(keys(filter(null, null, 1, 12), 10)).containsExactly("first");
    assertThat(keys(filter(null, null, 1, 13), 10)).isEmpty();
    assertThat(keys(filter(QueueType.FTP, JobState.FINISHED, 1, 12), 10)).isEmpty();
  }

  @Test
  void lists_find_texts_in_message_and_reason_and_what_came_since() {
    run(aJob("one"));
    end(
        run(aJob("two").at(NOON.plusSeconds(60))),
        new Outcome.GivenUp("50% of it"),
        JobState.FAILED);

    assertThat(keys(containing("50% of"), 10)).containsExactly("two");
    assertThat(keys(containing("50_ of"), 10)).isEmpty();
    assertThat(keys(containing("message_type"), 10)).containsExactly("two", "one");
    assertThat(keys(since(NOON.plusSeconds(1)), 10)).containsExactly("two");
    assertThat(keys(since(NOON), 10)).containsExactly("two", "one");
  }

  private static JobFilter containing(String text) {
    return new JobFilter(
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(text),
        Optional.empty());
  }

  private static JobFilter since(Instant moment) {
    return new JobFilter(
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(moment));
  }

  @Test
  void jobs_are_counted_by_state() {
    assertThat(store().counts()).isEqualTo(new JobCounts(0, 0, 0, 0, 0));
    run(aJob("running"));
    end(run(aJob("waiting")), new Outcome.Busy(""), JobState.WAITING);
    end(run(aJob("finished")), new Outcome.Done(""), JobState.FINISHED);
    end(run(aJob("finished too")), new Outcome.Done(""), JobState.FINISHED);
    end(run(aJob("failed")), new Outcome.GivenUp(""), JobState.FAILED);
    end(run(aJob("canceled")), new Outcome.Canceled("me"), JobState.CANCELED);

    assertThat(store().counts()).isEqualTo(new JobCounts(1, 1, 2, 1, 1));
  }

  @Test
  void a_process_is_heard_of_until_it_leaves() {
    assertThat(store().silence(US.text())).isEmpty();
    store().heartbeat(US);
    store().heartbeat(OTHER);
    letPass(Duration.ofSeconds(40));
    store().heartbeat(US);

    assertThat(store().silence(US.text()).orElseThrow()).isLessThan(Duration.ofSeconds(20));
    assertThat(store().silence(OTHER.text()).orElseThrow())
        .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
    assertThat(sameStoreElsewhere().silence(OTHER.text())).isPresent();
    store().leave(US);
    assertThat(store().silence(US.text())).isEmpty();
    assertThat(store().silence(OTHER.text())).isPresent();
  }

  @Test
  void two_threads_and_two_processes_never_start_the_same_job() throws Exception {
    int rounds = 50;
    int callers = 4;
    var barrier = new CyclicBarrier(callers);
    try (var threads = Executors.newFixedThreadPool(callers)) {
      var running = new ArrayList<Future<List<Start>>>();
      for (int caller = 0; caller < callers; caller++) {
        var store = caller % 2 == 0 ? store() : sameStoreElsewhere();
        var owner = new ProcessIdentity("here", "boot", "pid:1", caller, caller);
        running.add(
            threads.submit(
                () -> {
                  var starts = new ArrayList<Start>();
                  for (int round = 0; round < rounds; round++) {
                    barrier.await();
                    starts.add(store.begin(aJob("job" + round).by(owner).wish(), ALL_LIVE));
                  }
                  return starts;
                }));
      }
      var all = new ArrayList<List<Start>>();
      for (var each : running) {
        all.add(each.get());
      }

      for (int round = 0; round < rounds; round++) {
        int number = round;
        assertThat(all.stream().map(starts -> starts.get(number)))
            .filteredOn(Start.Started.class::isInstance)
            .hasSize(1);
        assertThat(all.stream().map(starts -> starts.get(number)))
            .filteredOn(Start.Held.class::isInstance)
            .hasSize(callers - 1);
      }
    }
  }

  /// A job to begin, with what a test does not care about filled in.
  protected static JobBuilder aJob(String key) {
    return new JobBuilder(
        key.replace(' ', '-'), QueueType.FTP, 1, Optional.empty(), Optional.empty(), US, NOON);
  }

  /// What begins.
  protected record JobBuilder(
      String key,
      QueueType type,
      int attempt,
      Optional<JobRow> row,
      Optional<Long> legacyRow,
      ProcessIdentity owner,
      Instant now) {
    public JobBuilder of(QueueType other) {
      return new JobBuilder(key, other, attempt, row, legacyRow, owner, now);
    }

    public JobBuilder attempt(int other) {
      return new JobBuilder(key, type, other, row, legacyRow, owner, now);
    }

    public JobBuilder row(JobRow other) {
      return new JobBuilder(key, type, attempt, Optional.of(other), legacyRow, owner, now);
    }

    public JobBuilder knowingRow(long other) {
      return new JobBuilder(key, type, attempt, row, Optional.of(other), owner, now);
    }

    public JobBuilder by(ProcessIdentity other) {
      return new JobBuilder(key, type, attempt, row, legacyRow, other, now);
    }

    public JobBuilder at(Instant other) {
      return new JobBuilder(key, type, attempt, row, legacyRow, owner, other);
    }

    public Begin wish() {
      String envelope =
          "{\"message_type\":\"" + type + "\",\"payload\":{\"what\":\"" + key + "\"}}";
      return new Begin(
          new JobKey(key),
          type,
          "0".repeat(64),
          envelope,
          Envelope.read(Message.of(envelope, Map.of())).payload(),
          attempt,
          row,
          legacyRow,
          NOON.minusSeconds(1),
          owner,
          now);
    }
  }

  protected final Start begin(JobBuilder job) {
    return store().begin(job.wish(), ALL_LIVE);
  }

  protected final Job run(JobBuilder job) {
    return started(begin(job));
  }

  protected static Job started(Start start) {
    assertThat(start).isInstanceOf(Start.Started.class);
    return ((Start.Started) start).job();
  }

  protected final void end(Job job, Outcome outcome, JobState state) {
    store().end(job, outcome, state, AttemptReport.NONE, NOON.plusSeconds(30));
  }

  protected final JobLine line(String key) {
    return store().find(new JobKey(key)).orElseThrow();
  }

  private List<String> keys(JobFilter filter, int limit) {
    return store().list(filter, limit).stream().map(each -> each.key().text()).toList();
  }

  private static JobFilter filter(
      @Nullable QueueType type,
      @Nullable JobState state,
      @Nullable Integer databox,
      @Nullable Integer record) {
    return new JobFilter(
        Optional.ofNullable(type),
        Optional.ofNullable(state).map(Set::of).orElse(Set.of()),
        Optional.ofNullable(databox),
        Optional.ofNullable(record),
        Optional.empty(),
        Optional.empty());
  }
}
