package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConfirmationTest {
  private final List<String> asked = new ArrayList<>();
  private final StringWriter error = new StringWriter();

  @Test
  void who_types_the_number_means_it() {
    assertThat(refusal(12, "12")).isEmpty();
    assertThat(asked).containsExactly("It throws 12 away.\nType 12 to do it: ");
    assertThat(refusal(12, " 12 ")).isEmpty();
    assertThat(refusal(0, "Yes")).isEmpty();
  }

  @Test
  void any_other_answer_stops_the_command() {
    for (String answer : new String[] {"", "y", "yes", "1", "120"}) {
      assertThat(refusal(12, answer)).as(answer).hasValue(1);
    }
    assertThat(refusal(0, "0")).hasValue(1);
    assertThat(
            new Confirmation(false, Optional.of(_ -> Optional.empty()))
                .refusal("It throws 12 away.", 12, new PrintWriter(error)))
        .hasValue(1);
    assertThat(error.toString()).contains("Nothing was done.");
  }

  @Test
  void without_a_terminal_only_the_option_helps() {
    assertThat(
            new Confirmation(false, Optional.empty())
                .refusal("It throws 12 away.", 12, new PrintWriter(error)))
        .hasValue(2);
    assertThat(error.toString()).contains("It throws 12 away.").contains("--yes");
    assertThat(
            new Confirmation(true, Optional.empty())
                .refusal("It throws 12 away.", 12, new PrintWriter(error)))
        .isEmpty();
  }

  private OptionalInt refusal(long count, String answer) {
    return new Confirmation(
            false,
            Optional.of(
                question -> {
                  asked.add(question);
                  return Optional.of(answer);
                }))
        .refusal("It throws " + count + " away.", count, new PrintWriter(error));
  }
}
