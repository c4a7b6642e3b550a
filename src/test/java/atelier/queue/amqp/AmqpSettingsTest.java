package atelier.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AmqpSettingsTest {
  @Test
  void an_address_is_read() {
    assertThat(AmqpSettings.parse("amqps://me:p%40+ss@mq.example:1234/a%2Fb"))
        .isEqualTo(
            new AmqpSettings(
                List.of("mq.example"),
                1234,
                "me",
                "p@+ss",
                "a/b",
                true,
                Duration.ofSeconds(60),
                Duration.ofSeconds(3)));
  }

  @Test
  void what_an_address_leaves_out_is_as_usual() {
    assertThat(AmqpSettings.parse("amqp://mq"))
        .isEqualTo(AmqpSettings.of("mq", 5672, "guest", "guest"));
    assertThat(AmqpSettings.parse("amqps://mq/").port()).isEqualTo(5671);
  }

  @Test
  void a_wrong_address_is_not_shown_in_full() {
    assertThatThrownBy(() -> AmqpSettings.parse("http://me:s3cret@mq"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> AmqpSettings.parse("amqp://me:s3 cret@mq"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("cret");
  }

  @Test
  void the_password_is_never_shown() {
    assertThat(AmqpSettings.of("mq", 5672, "me", "s3cret")).hasToString("amqp://me@mq:5672 /");
  }

  @Test
  void a_wrong_value_is_named() {
    assertThatThrownBy(() -> AmqpSettings.of("", 5672, "me", ""))
        .hasMessageContaining("host is []");
    assertThatThrownBy(() -> AmqpSettings.of("mq", 0, "me", "")).hasMessageContaining("port is 0");
  }
}
