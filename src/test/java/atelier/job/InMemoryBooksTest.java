package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.HandClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The books in memory keep the contract, so that tests may stand on them.
final class InMemoryBooksTest extends BooksContract {
  private final HandClock clock = new HandClock(Instant.parse("2026-08-07T12:00:00Z"));
  private final InMemoryJobStore jobs = new InMemoryJobStore(clock);
  private final Books books =
      new Books(
          jobs,
          new InMemoryWishes(jobs, clock),
          new InMemoryCustody(jobs),
          new InMemoryRoster(),
          new InMemoryCleaning());

  @Override
  protected Books books() {
    return books;
  }

  @Test
  void nobody_is_on_an_empty_roster() {
    assertThat(books.roster().processes()).isEmpty();
  }
}
