package atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureCauseTest {
  @Test
  void causes_that_differ_in_numbers_only_are_one() {
    assertThat(cause("record 12 of databox 1 is gone")).isEqualTo("record # of databox # is gone");
  }

  @Test
  void the_first_line_counts() {
    assertThat(cause("  disk full \nat org.example")).isEqualTo("disk full");
    assertThat(cause("x".repeat(500))).hasSize(200);
  }

  @Test
  void without_a_reason_it_says_so() {
    assertThat(FailureCause.of(Message.of("{}", Map.of()))).isEqualTo("no reason given");
    assertThat(cause(" \n")).isEqualTo("no reason given");
  }

  private static String cause(String reason) {
    return FailureCause.of(Message.of("{}", Map.of(Message.REASON_HEADER, reason)));
  }
}
