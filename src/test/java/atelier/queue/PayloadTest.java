package atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private final Payload payload =
      Payload.of(
          Map.of(
              "number",
              812,
              "big",
              5_000_000_000L,
              "digits",
              "812",
              "padded",
              " 7 ",
              "negative",
              -1,
              "text",
              "preview",
              "fraction",
              1.5,
              "list",
              List.of(1),
              "yes",
              true,
              "one",
              "1"));

  @Test
  void whole_numbers_may_come_as_texts() {
    assertThat(payload.integer("number")).isEqualTo(812);
    assertThat(payload.integer("digits")).isEqualTo(812);
    assertThat(payload.integer("padded")).isEqualTo(7);
    assertThat(payload.integer("big")).isEqualTo(5_000_000_000L);
    assertThat(payload.optionalInteger("absent")).isEmpty();
  }

  @Test
  void an_id_is_positive_and_fits_an_int() {
    assertThat(payload.id("digits")).isEqualTo(812);
    bad(() -> payload.id("negative"), "payload.negative is -1, not an id");
    bad(() -> payload.id("big"), "payload.big is 5000000000, not an id");
  }

  @Test
  void what_is_missing_or_of_another_type_is_named() {
    bad(() -> payload.integer("absent"), "payload.absent is missing");
    bad(() -> payload.text("absent"), "payload.absent is missing");
    bad(() -> payload.integer("text"), "payload.text is not a whole number");
    bad(() -> payload.integer("fraction"), "payload.fraction is not a whole number");
    bad(() -> payload.integer("yes"), "payload.yes is not a whole number");
    bad(() -> payload.text("list"), "payload.list is not a text");
    bad(() -> payload.flag("list"), "payload.list is not true or false");
  }

  @Test
  void a_number_will_do_as_a_text() {
    assertThat(payload.text("text")).isEqualTo("preview");
    assertThat(payload.text("number")).isEqualTo("812");
    assertThat(payload.optionalText("absent")).isEmpty();
  }

  @Test
  void a_flag_is_what_php_takes_for_true() {
    assertThat(payload.flag("yes")).isTrue();
    assertThat(payload.flag("one")).isTrue();
    assertThat(payload.flag("number")).isTrue();
    assertThat(payload.flag("text")).isFalse();
    assertThat(payload.flag("absent")).isFalse();
  }

  @Test
  void a_copy_with_another_value_leaves_the_first_alone() {
    assertThat(payload.with("number", 1).integer("number")).isEqualTo(1);
    assertThat(payload.with("number", null).optionalInteger("number")).isEmpty();
    assertThat(payload.integer("number")).isEqualTo(812);
  }

  private static void bad(ThrowingCallable reading, String reason) {
    assertThatThrownBy(reading)
        .isInstanceOf(BadMessageException.class)
        .hasMessageStartingWith(reason);
  }
}
