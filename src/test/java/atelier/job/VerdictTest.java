package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.BadMessageException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void the_outside_is_tried_again_and_all_else_is_given_up() {
    var away = new JobStoreException("cannot store", new IOException("disk full"));

    assertThat(Verdict.on(away)).isEqualTo(new Outcome.TryAgain("cannot store: disk full"));
    assertThat(Verdict.on(new BadMessageException("payload.recordId is missing")))
        .isEqualTo(new Outcome.GivenUp("payload.recordId is missing"));
    assertThat(Verdict.on(new IllegalStateException("a bug")))
        .isEqualTo(new Outcome.GivenUp("IllegalStateException: a bug"));
    assertThat(Verdict.on(new StackOverflowError()))
        .isEqualTo(new Outcome.GivenUp("StackOverflowError: null"));
  }

  @Test
  void a_reason_fits_into_a_header() {
    assertThat(Verdict.forHeader("short")).isEqualTo("short");
    assertThat(Verdict.forHeader("x".repeat(500_000))).hasSize(2001).endsWith("…");
  }
}
