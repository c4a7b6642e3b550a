package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.job.JobStore.Progress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// How far a job is, and how long it may still take.
final class ProgressTest {
  private static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");

  @Test
  void what_is_left_goes_on_at_the_speed_so_far() {
    assertThat(Progress.of(0.25, NOON, NOON.plusSeconds(60), NOON.plusSeconds(60)).left())
        .contains(Duration.ofMinutes(3));
    assertThat(Progress.of(1, NOON, NOON.plusSeconds(60), NOON.plusSeconds(60)).left())
        .contains(Duration.ZERO);
  }

  @Test
  void time_since_it_was_told_counts() {
    assertThat(Progress.of(0.5, NOON, NOON.plusSeconds(60), NOON.plusSeconds(70)).left())
        .contains(Duration.ofSeconds(50));
    assertThat(Progress.of(0.5, NOON, NOON.plusSeconds(60), NOON.plusSeconds(700)).left())
        .contains(Duration.ZERO);
  }

  @Test
  void at_the_very_beginning_nobody_knows() {
    assertThat(Progress.of(0, NOON, NOON.plusSeconds(5), NOON.plusSeconds(5)).left()).isEmpty();
  }
}
