package atelier.job;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.Envelope;
import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueType;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Messages as the two sides and the two generations of RabbitMQ leave them.
class AttemptsTest {
  private static final Instant NOON = Instant.parse("2026-08-07T12:00:00Z");
  private static final String FIRST = "{\"message_type\":\"webhook\",\"payload\":{\"id\":1}}";
  private static final String SECOND =
      "{\"message_type\":\"webhook\",\"payload\":{\"id\":1,\"count\":2}}";

  /// What the broker adds when a message has waited in the retry queue.
  private static final Map<String, Object> EXPIRED =
      Map.of(
          "queue",
          "webhook_retry",
          "reason",
          "expired",
          "count",
          1L,
          "exchange",
          "retry-alchemy-exchange",
          "routing-keys",
          List.of("webhook_retry"),
          "time",
          Date.from(NOON));

  /// What a PHP worker writes by hand.
  private static final Map<String, Object> REJECTED =
      Map.of(
          "queue",
          "webhook",
          "reason",
          "rejected",
          "count",
          2,
          "exchange",
          "alchemy-exchange",
          "routing-keys",
          "webhook",
          "time",
          Date.from(NOON));

  @Test
  void a_fresh_message_asks_for_the_first() {
    assertThat(attempt(FIRST, Map.of())).isEqualTo(1);
  }

  @Test
  void the_retry_of_a_php_worker_is_counted_on_rabbitmq_3() {
    assertThat(
            attempt(FIRST, Map.of("worker-message", "boom", "x-death", List.of(EXPIRED, REJECTED))))
        .isEqualTo(2);
  }

  @Test
  void the_retry_of_a_php_worker_is_counted_by_its_body_on_rabbitmq_4() {
    assertThat(attempt(SECOND, Map.of("x-death", List.of(EXPIRED)))).isEqualTo(2);
  }

  @Test
  void our_own_header_counts_before_all_others() {
    assertThat(
            attempt(
                SECOND, Map.of(Message.ATTEMPT_HEADER, 3, "x-death", List.of(EXPIRED, REJECTED))))
        .isEqualTo(3);
    assertThat(attempt(SECOND, Map.of(Message.ATTEMPT_HEADER, 1))).isEqualTo(1);
  }

  @Test
  void headers_made_of_nonsense_are_passed_over() {
    var headers = new HashMap<String, Object>();
    headers.put(Message.ATTEMPT_HEADER, "many");
    headers.put("x-death", List.of("webhook", Map.of("queue", "webhook"), Map.of("count", 9L)));

    assertThat(attempt(SECOND, headers)).isEqualTo(2);
    assertThat(attempt(FIRST, Map.of("x-death", "webhook"))).isEqualTo(1);
    assertThat(attempt(FIRST, Map.of(Message.ATTEMPT_HEADER, 0))).isEqualTo(1);
  }

  @Test
  void the_next_execution_is_written_for_all_readers() {
    var job =
        new Job(
            new JobKey("job-1"),
            QueueType.WEBHOOK,
            2,
            7,
            Payload.of(Map.of("id", 1)),
            Optional.of(5512L),
            new ProcessIdentity("here", "boot", "namespace", 1, 2),
            NOON);

    Message next = Attempts.next(job, Envelope.read(Message.of(FIRST, Map.of())), "boom", NOON);

    assertThat(next.text())
        .isEqualTo(
            """
            {"message_type":"webhook","payload":{"id":1,"count":3,"workerJobId":5512,\
            "published":1786104000}}""");
    assertThat(next.headers())
        .isEqualTo(
            Map.of(
                Message.JOB_HEADER,
                "job-1",
                Message.ATTEMPT_HEADER,
                3,
                "worker-message",
                "boom",
                "x-death",
                List.of(
                    Map.of(
                        "count",
                        3L,
                        "exchange",
                        "alchemy-exchange",
                        "queue",
                        "webhook",
                        "routing-keys",
                        "webhook",
                        "reason",
                        "rejected",
                        "time",
                        Date.from(NOON)))));
  }

  private static int attempt(String body, Map<String, Object> headers) {
    var message = Message.of(body, headers);
    return Attempts.of(message, Envelope.read(message));
  }
}
