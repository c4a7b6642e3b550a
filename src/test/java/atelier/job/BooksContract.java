package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.job.JobStore.AttemptReport;
import atelier.job.JobStore.Begin;
import atelier.job.JobStore.Start;
import atelier.job.Wishes.CancelAnswer;
import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.QueueType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What engines and operators tell each other through the database.
public abstract class BooksContract {
  private static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");
  private static final ProcessIdentity US = new ProcessIdentity("here", "boot", "pid:[1]", 7, 70);

  protected abstract Books books();

  @Test
  void a_pause_holds_until_it_is_ended() {
    books().wishes().pause(QueueType.FTP, "the server moves", "ann", Optional.empty());
    books().wishes().pause(QueueType.WEBHOOK, "too many", "bob", Optional.empty());

    assertThat(books().wishes().pauses())
        .extracting(Wishes.Pause::type)
        .containsExactlyInAnyOrder(QueueType.FTP, QueueType.WEBHOOK);
    assertThat(books().wishes().resume(QueueType.FTP)).isTrue();
    assertThat(books().wishes().resume(QueueType.FTP)).isFalse();
    assertThat(books().wishes().pauses())
        .singleElement()
        .satisfies(
            pause -> {
              assertThat(pause.type()).isEqualTo(QueueType.WEBHOOK);
              assertThat(pause.reason()).isEqualTo("too many");
              assertThat(pause.author()).isEqualTo("bob");
              assertThat(pause.until()).isEmpty();
            });
  }

  @Test
  void a_pause_whose_time_is_over_does_not_hold() {
    books().wishes().pause(QueueType.FTP, "", "ann", Optional.of(Instant.EPOCH));

    assertThat(books().wishes().pauses()).isEmpty();
  }

  @Test
  void a_second_pause_replaces_the_first() {
    books().wishes().pause(QueueType.FTP, "one", "ann", Optional.empty());
    books().wishes().pause(QueueType.FTP, "two", "bob", Optional.empty());

    assertThat(books().wishes().pauses()).extracting(Wishes.Pause::reason).containsExactly("two");
  }

  @Test
  void a_job_that_waits_is_canceled_at_once() {
    Job job = run("one");
    end(job, new Outcome.TryAgain("later"), JobState.WAITING);

    assertThat(books().wishes().cancel(job.key(), "ann")).isEqualTo(CancelAnswer.CANCELED);

    JobStore.JobLine line = books().jobs().find(job.key()).orElseThrow();
    assertThat(line.state()).isEqualTo(JobState.CANCELED);
    assertThat(line.reason()).isEqualTo("canceled by ann");
    assertThat(begin("one", 2)).isInstanceOf(Start.Stale.class);
  }

  @Test
  void whoever_runs_a_job_learns_that_it_is_to_be_stopped() {
    Job one = run("one");
    Job two = run("two");

    assertThat(books().wishes().cancel(one.key(), "ann")).isEqualTo(CancelAnswer.ASKED);

    assertThat(books().wishes().canceled(List.of(one, two))).isEqualTo(Map.of(one.key(), "ann"));
    assertThat(books().wishes().canceled(List.of(two))).isEmpty();
    assertThat(books().wishes().canceled(List.of())).isEmpty();
  }

  @Test
  void what_has_ended_or_is_unknown_cannot_be_canceled() {
    Job job = run("one");
    end(job, new Outcome.Done(""), JobState.FINISHED);

    assertThat(books().wishes().cancel(job.key(), "ann")).isEqualTo(CancelAnswer.ENDED);
    assertThat(books().wishes().cancel(new JobKey("two"), "ann")).isEqualTo(CancelAnswer.UNKNOWN);
  }

  @Test
  void settings_lie_over_the_configuration_until_they_are_taken_back() {
    var overlay =
        new Overlay(Optional.of(5), Optional.of(Duration.ofMillis(1500)), Optional.empty());

    books().wishes().overlay(QueueType.FTP, overlay, "ann");
    assertThat(books().wishes().overlays()).isEqualTo(Map.of(QueueType.FTP, overlay));

    books().wishes().overlay(QueueType.FTP, Overlay.NOTHING, "ann");
    assertThat(books().wishes().overlays()).isEmpty();
  }

  @Test
  void a_job_in_custody_is_kept_until_it_ends() {
    Job job = run("one");

    assertThat(books().custody().take(job)).isTrue();
    assertThat(books().custody().kept())
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.key()).isEqualTo(job.key());
              assertThat(kept.attempt()).isEqualTo(1);
              assertThat(kept.envelopeJson()).contains("\"what\"");
              assertThat(kept.owner()).isEqualTo(US.text());
            });

    end(job, new Outcome.Done(""), JobState.FINISHED);
    assertThat(books().custody().kept()).isEmpty();
  }

  @Test
  void a_job_that_is_ours_no_more_is_not_taken_into_custody() {
    Job job = run("one");
    end(job, new Outcome.Done(""), JobState.FINISHED);

    assertThat(books().custody().take(job)).isFalse();
  }

  @Test
  void what_was_published_again_is_let_go() {
    Job job = run("one");
    books().custody().take(job);

    books().custody().kept().forEach(books().custody()::release);

    assertThat(books().custody().kept()).isEmpty();
    assertThat(books().jobs().owns(job)).isTrue();
  }

  @Test
  void a_process_is_on_the_roster_with_what_it_told_last() {
    books().jobs().heartbeat(US);
    books().roster().report(US, new Roster.Report(Set.of(QueueType.FTP), 2, 0, 1000));
    books()
        .roster()
        .report(
            US, new Roster.Report(Set.of(QueueType.FTP, QueueType.WEBHOOK), 4, 1, 5_000_000_000L));

    assertThat(books().roster().processes())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.process()).isEqualTo(US.text());
              assertThat(entry.host()).isEqualTo("here");
              assertThat(entry.pid()).isEqualTo(7);
              assertThat(entry.report())
                  .isEqualTo(
                      new Roster.Report(
                          Set.of(QueueType.FTP, QueueType.WEBHOOK), 4, 1, 5_000_000_000L));
            });
  }

  private Job run(String key) {
    return ((Start.Started) begin(key, 1)).job();
  }

  private Start begin(String key, int attempt) {
    Message message = TestMessages.ask(key);
    return books()
        .jobs()
        .begin(
            new Begin(
                new JobKey(key),
                QueueType.FTP,
                message.bodyHash(),
                message.text(),
                Envelope.read(message).payload(),
                attempt,
                Optional.empty(),
                Optional.empty(),
                NOON,
                US,
                NOON),
            _ -> false);
  }

  private void end(Job job, Outcome outcome, JobState state) {
    books().jobs().end(job, outcome, state, AttemptReport.NONE, NOON);
  }
}
