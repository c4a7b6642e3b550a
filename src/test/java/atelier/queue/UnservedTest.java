package atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.Queues.QueueState;
import atelier.queue.Unserved.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UnservedTest {
  private static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");
  private static final QueueName FTP = QueueName.base(QueueType.FTP);
  private static final QueueName FTP_RETRY = QueueName.retry(QueueType.FTP);

  private Instant now = NOON;
  private final InstantSource source = () -> now;
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private final Unserved unserved = new Unserved(clock, Unserved.USUAL_PATIENCE);

  @Test
  void a_queue_with_messages_and_no_consumer_is_noticed_after_a_minute() {
    assertThat(look(state(FTP, 3, 0))).isEmpty();
    now = NOON.plusSeconds(59);
    assertThat(look(state(FTP, 1, 0))).isEmpty();
    now = NOON.plusSeconds(60);
    assertThat(look(state(FTP, 2, 0))).containsExactly(new Waiting(FTP, NOON));
  }

  @Test
  void a_consumer_in_between_starts_the_minute_anew() {
    look(state(FTP, 3, 0));
    now = NOON.plusSeconds(30);
    look(state(FTP, 3, 1));
    now = NOON.plusSeconds(40);
    look(state(FTP, 3, 0));

    now = NOON.plusSeconds(70);
    assertThat(look(state(FTP, 3, 0))).isEmpty();
    now = NOON.plusSeconds(100);
    assertThat(look(state(FTP, 3, 0))).containsExactly(new Waiting(FTP, NOON.plusSeconds(40)));
  }

  @Test
  void an_empty_queue_and_one_that_is_meant_to_wait_are_not_noticed() {
    look(state(FTP, 0, 0), state(FTP_RETRY, 5, 0));

    now = NOON.plus(Duration.ofHours(1));
    assertThat(look(state(FTP, 0, 0), state(FTP_RETRY, 5, 0))).isEmpty();
  }

  private List<Waiting> look(QueueState... states) {
    return unserved.look(List.of(states));
  }

  private static QueueState state(QueueName queue, long ready, int consumers) {
    return new QueueState(
        queue.text(),
        Optional.of(queue),
        OptionalLong.of(ready),
        OptionalLong.empty(),
        consumers,
        List.of());
  }
}
