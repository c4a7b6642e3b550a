package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.OutsideException;
import atelier.queue.BadMessageException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void what_a_tool_said_is_kept_with_its_name() {
    var failure =
        new OutsideException("the tool died", null) {
          @Override
          public Optional<ToolWords> toolWords() {
            return Optional.of(new ToolWords("exiftool", "out of paper"));
          }
        };

    assertThat(Verdict.report(failure).tool()).isEqualTo("exiftool");
    assertThat(Verdict.report(failure).toolOutput()).isEqualTo("out of paper");
    assertThat(Verdict.report(new IllegalStateException("x")))
        .isEqualTo(new JobStore.AttemptReport("java.lang.IllegalStateException", "", ""));
  }

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
