package atelier.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevivalTest {
  private static final Instant NOW = Instant.ofEpochSecond(1786110586);
  private static final QueueName FAILED = QueueName.failed(QueueType.SUBDEF_CREATION);

  @Test
  void a_failed_message_begins_anew() {
    var failed =
        Message.of(
            """
            {"message_type":"subdefCreation","payload":{"recordId":812,"count":4,\
            "workerJobId":5512,"published":1}}""",
            Map.of(
                Message.JOB_HEADER,
                "job-1",
                Message.ATTEMPT_HEADER,
                3,
                Message.REASON_HEADER,
                "boom",
                "x-death",
                List.of(Map.of("queue", "subdefCreation", "count", 4L))));

    Revival revival = Revival.of(FAILED, failed, NOW);

    assertThat(revival.queue()).isEqualTo(QueueName.base(QueueType.SUBDEF_CREATION));
    assertThat(revival.message().text())
        .isEqualTo(
            """
            {"message_type":"subdefCreation","payload":{"recordId":812,"workerJobId":5512,\
            "published":1786110586}}""");
    assertThat(revival.message().headers())
        .isEqualTo(Map.of(Message.JOB_HEADER, "job-1~2", Message.ATTEMPT_HEADER, 1));
  }

  @Test
  void the_bare_order_of_a_php_worker_gets_its_envelope_back() {
    var bare =
        Message.of(
            """
            {"recordId":812,"databoxId":1,"subdefName":"preview","status":"","workerJobId":5512,\
            "count":4,"published":1786103416,"payload":{"published":1786103426}}""",
            Map.of(
                "worker-message",
                "boom",
                "x-death",
                List.of(Map.of("queue", "subdefCreation", "count", 4L, "time", Date.from(NOW)))));

    Revival revival = Revival.of(FAILED, bare, NOW);

    assertThat(revival.queue()).isEqualTo(QueueName.base(QueueType.SUBDEF_CREATION));
    assertThat(revival.message().text())
        .isEqualTo(
            """
            {"message_type":"subdefCreation","payload":{"recordId":812,"databoxId":1,\
            "subdefName":"preview","status":"","workerJobId":5512,"published":1786110586}}""");
    assertThat(revival.message().headers()).doesNotContainKeys("x-death", "worker-message");
  }

  @Test
  void sent_back_twice_it_is_still_one_job() {
    var keyless = Message.of("{\"recordId\":1}", Map.of());

    Revival first = Revival.of(FAILED, keyless, NOW);
    Revival second = Revival.of(FAILED, keyless, NOW.plusSeconds(9));

    assertThat(key(second)).isEqualTo(key(first)).startsWith("subdefCreation_failed:");
  }

  @Test
  void each_life_has_the_next_number() {
    assertThat(key(Revival.of(FAILED, withKey("job-1"), NOW))).isEqualTo("job-1~2");
    assertThat(key(Revival.of(FAILED, withKey("job-1~2"), NOW))).isEqualTo("job-1~3");
    assertThat(key(Revival.of(FAILED, withKey("job-1~99"), NOW))).isEqualTo("job-1~100");
  }

  @Test
  void a_key_stays_short_enough_for_a_job() {
    String key = key(Revival.of(FAILED, withKey("k".repeat(128)), NOW));

    assertThat(key).hasSize(66).endsWith("~2");
    assertThat(key(Revival.of(FAILED, withKey("l".repeat(128)), NOW))).isNotEqualTo(key);
  }

  @Test
  void an_order_of_another_kind_goes_to_its_own_queue() {
    var stray = Message.of("{\"message_type\":\"ftp\",\"payload\":{\"ftpExportId\":1}}", Map.of());

    assertThat(Revival.of(QueueName.unroutable(), stray, NOW).queue())
        .isEqualTo(QueueName.base(QueueType.FTP));
  }

  @Test
  void what_nobody_can_read_does_not_go_back() {
    var noJson = Message.of("not JSON", Map.of());
    var unknown = Message.of("{\"message_type\":\"nonsense\",\"payload\":{}}", Map.of());
    var bare = Message.of("{\"recordId\":1}", Map.of());

    assertThatThrownBy(() -> Revival.of(FAILED, noJson, NOW))
        .isInstanceOf(BadMessageException.class);
    assertThatThrownBy(() -> Revival.of(FAILED, unknown, NOW))
        .isInstanceOf(BadMessageException.class)
        .hasMessageContaining("nonsense");
    assertThatThrownBy(() -> Revival.of(QueueName.unroutable(), bare, NOW))
        .isInstanceOf(BadMessageException.class);
  }

  private static Message withKey(String key) {
    return Message.of("{\"recordId\":1}", Map.of(Message.JOB_HEADER, key));
  }

  private static String key(Revival revival) {
    return revival.message().header(Message.JOB_HEADER).orElseThrow();
  }
}
