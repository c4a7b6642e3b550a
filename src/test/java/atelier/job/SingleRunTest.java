package atelier.job;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.HandClock;
import atelier.queue.BadMessageException;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One work order without a broker.
final class SingleRunTest {
  private static final Payload ORDER = Payload.of(Map.of("what", "it"));

  private final HandClock clock = new HandClock(Instant.parse("2026-08-07T12:00:00Z"));
  private final InMemoryJobStore jobs = new InMemoryJobStore(clock);
  private final Books books =
      new Books(
          jobs,
          new InMemoryWishes(jobs, clock),
          new InMemoryCustody(jobs),
          new InMemoryRoster(),
          new InMemoryCleaning());

  @Test
  void it_runs_and_is_in_the_ledger() throws Exception {
    Outcome outcome = run(TestWorker.that((_, _) -> new Outcome.Done("well")), ORDER);

    assertThat(outcome).isEqualTo(new Outcome.Done("well"));
    assertThat(jobs.list(JobStore.JobFilter.ALL, 10))
        .singleElement()
        .satisfies(line -> assertThat(line.state()).isEqualTo(JobState.FINISHED));
    assertThat(jobs.silence(ProcessIdentity.current().text())).isEmpty();
  }

  @Test
  void what_fails_is_not_tried_again() throws Exception {
    Outcome outcome = run(TestWorker.that((_, _) -> new Outcome.TryAgain("no")), ORDER);

    assertThat(outcome).isEqualTo(new Outcome.TryAgain("no"));
    assertThat(jobs.list(JobStore.JobFilter.in(JobState.FAILED), 10)).hasSize(1);
  }

  @Test
  void how_far_it_is_is_in_the_ledger() throws Exception {
    Outcome outcome =
        run(
            TestWorker.that(
                (_, job) -> {
                  job.headway().at(0.5);
                  eventually(
                      Duration.ofMinutes(1),
                      () ->
                          jobs.find(job.key())
                              .flatMap(JobStore.JobLine::progress)
                              .filter(progress -> progress.fraction() == 0.5)
                              .isPresent());
                  return new Outcome.Done("seen");
                }),
            ORDER);

    assertThat(outcome).isEqualTo(new Outcome.Done("seen"));
  }

  @Test
  void a_bug_is_an_outcome() throws Exception {
    Worker<?> worker =
        TestWorker.that(
            (_, _) -> {
              throw new IllegalStateException("boom");
            });

    assertThat(run(worker, ORDER)).isEqualTo(new Outcome.GivenUp("IllegalStateException: boom"));
  }

  @Test
  void what_cannot_be_read_or_has_no_worker_is_refused() {
    Worker<?> worker = TestWorker.that((_, _) -> new Outcome.Done(""));

    assertThatThrownBy(() -> run(worker, Payload.of(Map.of())))
        .isInstanceOf(BadMessageException.class)
        .hasMessageContaining("what");
    assertThatThrownBy(() -> single(worker).run(QueueType.WEBHOOK, ORDER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no worker for webhook");
  }

  private Outcome run(Worker<?> worker, Payload payload) throws InterruptedException {
    return single(worker).run(QueueType.FTP, payload);
  }

  private SingleRun single(Worker<?> worker) {
    return new SingleRun(books, List.of(worker), ProcessIdentity.current(), clock);
  }
}
