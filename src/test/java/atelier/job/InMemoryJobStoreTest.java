package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.HandClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The ledger in memory keeps the contract, so that tests may stand on it.
final class InMemoryJobStoreTest extends JobStoreContract {
  private final HandClock clock = new HandClock(Instant.parse("2026-08-07T12:00:00Z"));
  private final InMemoryJobStore store = new InMemoryJobStore(clock);

  @Override
  protected JobStore store() {
    return store;
  }

  @Override
  protected JobStore sameStoreElsewhere() {
    return store;
  }

  @Override
  protected void letPass(Duration time) {
    clock.advance(time);
  }

  @Test
  void while_it_is_away_nothing_changes() {
    Job job = run(aJob("one"));
    store.goAway();

    assertThatThrownBy(() -> end(job, new Outcome.Done(""), JobState.FINISHED))
        .isInstanceOf(JobStoreException.class);
    assertThatThrownBy(() -> begin(aJob("two"))).isInstanceOf(JobStoreException.class);

    assertThat(store.refusals()).isEqualTo(2);
    store.comeBack();
    assertThat(line("one").state()).isEqualTo(JobState.RUNNING);
    assertThat(store.find(new JobKey("two"))).isEmpty();
  }
}
