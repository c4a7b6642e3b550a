package atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an administrator sets and sees of a queue.
final class QueueSettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void what_makes_no_sense_is_refused_by_its_name() {
    assertThatThrownBy(() -> new QueueSettings(0, SECOND, SECOND))
        .hasMessage("max_retry is 0, allowed: 1 or more");
    assertThatThrownBy(() -> new QueueSettings(1, Duration.ZERO, SECOND))
        .hasMessageStartingWith("ttl_retry is PT0S");
    assertThatThrownBy(() -> new QueueSettings(1, SECOND, Duration.ofMillis(-1)))
        .hasMessageStartingWith("ttl_delayed is PT-0.001S");
  }

  @Test
  void a_difference_says_what_holds_and_what_would() {
    var queue = QueueName.retry(QueueType.FTP);

    assertThat(new QueueDifference(queue, "x-message-ttl", Optional.of("10"), Optional.of("20")))
        .hasToString("x-message-ttl is 10, wished 20");
    assertThat(new QueueDifference(queue, "x-queue-type", Optional.empty(), Optional.of("quorum")))
        .hasToString("x-queue-type is absent, wished quorum");
  }

  @Test
  void a_message_that_was_looked_at_is_named_by_its_job_else_by_its_body() {
    Message bare = Message.of("{}", Map.of());

    assertThat(Queues.Peeked.of(bare).id()).isEqualTo(bare.bodyHash());
    assertThat(Queues.Peeked.of(bare.withHeaders(Map.of(Message.JOB_HEADER, "one"))).id())
        .isEqualTo("one");
    assertThat(Queues.Peeked.of(bare.withHeaders(Map.of(Message.REASON_HEADER, "boom 7"))).cause())
        .isEqualTo("boom #");
  }
}
