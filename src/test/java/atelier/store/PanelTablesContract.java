package atelier.store;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.job.Audit.Entry;
import atelier.job.Bulks;
import atelier.job.Bulks.Action;
import atelier.job.Bulks.Bulk;
import atelier.job.Figures.Minute;
import atelier.job.Figures.Pace;
import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobState;
import atelier.job.JobStore.AttemptReport;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.JobFilter;
import atelier.job.JobStore.Start;
import atelier.job.Outcome;
import atelier.job.ProcessIdentity;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the panel's tables do, on every database.
abstract class PanelTablesContract {
  private static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final ProcessIdentity US = new ProcessIdentity("here", "boot", "pid:[1]", 100, 1);

  /// Empty at the test's start.
  abstract ApplicationBox box();

  @Test
  void a_bulk_action_means_the_jobs_that_matched_when_it_began() {
    fail("a", "boom");
    fail("b", "boom");
    run("c");

    Bulk bulk = bulks().start(Action.RETRY, JobFilter.in(JobState.FAILED), "failed", "ada");
    fail("d", "boom");

    assertThat(bulk.total()).isEqualTo(2);
    assertThat(bulk.ended()).isEmpty();
    assertThat(bulk.author()).isEqualTo("ada");
    assertThat(bulks().next(bulk.id(), 10)).containsExactly(new JobKey("a"), new JobKey("b"));
    assertThat(bulks().next(bulk.id(), 1)).containsExactly(new JobKey("a"));
  }

  @Test
  void a_bulk_action_ends_with_its_last_job() {
    fail("a", "boom");
    fail("b", "boom");
    long id = bulks().start(Action.CANCEL, JobFilter.ALL, "all", "ada").id();

    bulks().dealt(id, "we", List.of(new JobKey("a")), List.of());
    assertThat(bulks().list(10)).extracting(Bulk::done).containsExactly(1L);
    assertThat(bulks().list(10).getFirst().ended()).isEmpty();

    bulks().dealt(id, "we", List.of(new JobKey("a")), List.of(new JobKey("b")));
    Bulk ended = bulks().list(10).getFirst();
    assertThat(ended.ended()).isPresent();
    assertThat(ended.done()).isEqualTo(1);
    assertThat(ended.refused()).isEqualTo(1);
    assertThat(bulks().claim("we", MINUTE)).isEmpty();
  }

  @Test
  void a_bulk_action_that_nobody_speaks_for_is_taken_over() {
    fail("a", "boom");
    long id = bulks().start(Action.RETRY, JobFilter.ALL, "all", "ada").id();

    assertThat(bulks().claim("first", MINUTE)).map(Bulk::id).contains(id);
    assertThat(bulks().claim("first", MINUTE)).map(Bulk::id).contains(id);
    assertThat(bulks().claim("second", MINUTE)).isEmpty();
    // Whoever spoke before now lapsed at once.
    assertThat(bulks().claim("second", Duration.ofMillis(-1))).map(Bulk::id).contains(id);
    assertThat(bulks().claim("first", MINUTE)).isEmpty();
  }

  @Test
  void a_bulk_action_that_is_stopped_leaves_the_rest() {
    fail("a", "boom");
    long id = bulks().start(Action.RETRY, JobFilter.ALL, "all", "ada").id();

    assertThat(bulks().stop(id)).isTrue();
    assertThat(bulks().stop(id)).isFalse();

    assertThat(bulks().next(id, 10)).isEmpty();
    assertThat(bulks().claim("we", MINUTE)).isEmpty();
    assertThat(bulks().list(10)).extracting(Bulk::done).containsExactly(0L);
  }

  @Test
  void a_bulk_action_on_nothing_has_ended() {
    Bulk bulk = bulks().start(Action.RETRY, JobFilter.ALL, "all", "ada");

    assertThat(bulk.total()).isZero();
    assertThat(bulk.ended()).isPresent();
  }

  @Test
  void what_ended_is_counted_by_the_minute() {
    end(run("a"), new Outcome.Done("ok"), JobState.FINISHED, NOON.plusSeconds(10));
    end(run("b"), new Outcome.GivenUp("boom"), JobState.FAILED, NOON.plusSeconds(20));
    end(run("c"), new Outcome.TryAgain("later"), JobState.WAITING, NOON.plusSeconds(70));
    run("d");

    assertThat(box().figures().minutes(NOON))
        .containsExactly(
            new Minute(NOON, 1, 1, 0, Duration.ZERO),
            new Minute(NOON.plusSeconds(60), 0, 0, 1, Duration.ZERO));
    assertThat(box().figures().minutes(NOON.plusSeconds(60))).hasSize(1);
    assertThat(box().figures().paces(NOON.plusSeconds(15)))
        .containsExactly(
            new Pace(QueueType.WEBHOOK, 2, Duration.ofSeconds(45), Duration.ofSeconds(70)));
  }

  @Test
  void reasons_are_told_with_their_number() {
    assertThat(box().figures().lastChange()).isEqualTo(Instant.EPOCH);
    fail("a", "no answer from 10.0.0.1");
    fail("b", "no answer from 10.0.0.2");
    fail("c", "boom");

    assertThat(box().figures().reasons(10))
        .extracting(each -> each.cause() + " " + each.jobs())
        .containsExactly("no answer from #.#.#.# 2", "boom 1");
    assertThat(box().figures().lastChange()).isAfterOrEqualTo(NOON);
  }

  @Test
  void what_was_done_is_listed_the_latest_first_and_cut_where_it_is_too_long() {
    box().audit().note("ada", "retry", "job 1", "");
    box().audit().note("é".repeat(300), "purge", "x'; DROP TABLE Users; --", "12");

    List<Entry> entries = box().audit().list(Long.MAX_VALUE, 10);

    assertThat(entries).extracting(Entry::action).containsExactly("purge", "retry");
    assertThat(entries.getFirst().actor()).isEqualTo("é".repeat(255));
    assertThat(entries.getFirst().target()).isEqualTo("x'; DROP TABLE Users; --");
    assertThat(box().audit().list(entries.getFirst().id(), 10))
        .extracting(Entry::action)
        .containsExactly("retry");
  }

  private Bulks bulks() {
    return box().bulks();
  }

  private Job run(String key) {
    var wish =
        new Begin(
            new JobKey(key),
            QueueType.WEBHOOK,
            "0".repeat(64),
            "{\"message_type\":\"webhook\",\"payload\":{}}",
            new Payload(Map.of()),
            1,
            Optional.empty(),
            Optional.empty(),
            NOON,
            US,
            NOON);
    return ((Start.Started) box().jobs().begin(wish, _ -> false)).job();
  }

  private void fail(String key, String reason) {
    end(run(key), new Outcome.GivenUp(reason), JobState.FAILED, NOON.plusSeconds(1));
  }

  private void end(Job job, Outcome outcome, JobState state, Instant moment) {
    box().jobs().end(job, outcome, state, AttemptReport.NONE, moment);
  }
}
