package atelier.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class InequalityTest {
  private static final String START =
      "PRECONDITION_FAILED - inequivalent arg 'x-message-ttl' for queue 'ftp_retry' in vhost '/': ";

  @Test
  void values_of_one_type_are_named_without_it() {
    assertThat(Inequality.parse(START + "received '1000' but current is '180000'"))
        .contains(new Inequality("x-message-ttl", Optional.of(180_000L)));
  }

  @Test
  void an_argument_may_be_missing_on_either_side() {
    assertThat(
            Inequality.parse(
                START + "received none but current is the value '180000' of type 'signedint'"))
        .contains(new Inequality("x-message-ttl", Optional.of(180_000L)));
    assertThat(
            Inequality.parse(
                START + "received the value '1000' of type 'long' but current is none"))
        .contains(new Inequality("x-message-ttl", Optional.empty()));
  }

  @Test
  void texts_stay_texts_even_when_they_look_like_numbers() {
    assertThat(
            Inequality.parse(
                "inequivalent arg 'x-dead-letter-routing-key' for queue 'q' in vhost '/': received"
                    + " none but current is the value '12' of type 'longstr'"))
        .contains(new Inequality("x-dead-letter-routing-key", Optional.of("12")));
  }

  @Test
  void a_property_is_no_argument() {
    Inequality durable =
        Inequality.parse(
                "PRECONDITION_FAILED - inequivalent arg 'durable' for queue 'q' in vhost '/':"
                    + " received 'true' but current is 'false'")
            .orElseThrow();

    assertThat(durable.isArgument()).isFalse();
    assertThat(durable.current()).contains(false);
  }

  @Test
  void another_refusal_is_none() {
    assertThat(Inequality.parse("PRECONDITION_FAILED - unknown delivery tag 1")).isEmpty();
  }
}
