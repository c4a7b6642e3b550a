package atelier.job;

import static atelier.job.TestMessages.ask;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.queue.Message;
import atelier.queue.Payload;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Messages that nobody can run leave the queue, whole and with the reason.
class PoisonTest {
  private static final QueueName FTP_FAILED = QueueName.failed(QueueType.FTP);
  private static final TestWorker DOES_IT = TestWorker.that((_, _) -> new Outcome.Done("ok"));

  private final ExecutionRig rig = new ExecutionRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void a_type_without_worker_goes_to_its_failed_queue() throws Exception {
    Message message = ask(QueueType.WEBHOOK, "one", 1, "x");

    var delivery = rig.handed(QueueType.FTP, message);
    rig.execution(DOES_IT).run(delivery, () -> {});

    assertThat(rig.only(QueueName.failed(QueueType.WEBHOOK)).header(Message.REASON_HEADER))
        .contains("no worker for webhook consumes ftp");
    assertThat(delivery.answers).containsExactly("acknowledged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "null",
        "{\"message_type\":\"ftp\"",
        "{\"message_type\":\"ftp\",\"payload\":{\"what\":\"x\"}} more",
        "{\"payload\":{}}",
        "{\"message_type\":7,\"payload\":{}}",
        "{\"message_type\":\"FTP\",\"payload\":{}}",
        "{\"message_type\":\"ftp\"}",
        "{\"message_type\":\"ftp\",\"payload\":\"x\"}"
      })
  void what_is_no_envelope_goes_to_the_unroutable_with_the_reason(String body) throws Exception {
    var delivery = rig.run(DOES_IT, Message.of(body, Map.of("from", "php")));

    Message failed = rig.only(QueueName.unroutable());
    assertThat(failed.text()).isEqualTo(body);
    assertThat(failed.headers()).containsEntry("from", "php").containsKey(Message.HOST_HEADER);
    assertThat(failed.header(Message.REASON_HEADER)).isPresent();
    assertThat(delivery.answers).containsExactly("acknowledged");
    assertThat(rig.store.counts().failed()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"what\":null}",
        "{\"what\":{}}",
        "{\"what\":\"x\",\"count\":[]}",
        "{\"what\":\"x\",\"count\":\"two\"}",
        "{\"what\":\"x\",\"workerJobId\":\"seven\"}",
        "{\"what\":\"x\",\"published\":\"yesterday\"}",
        "{\"what\":\"x\",\"published\":999999999999999999}"
      })
  void a_wrong_payload_goes_to_the_failed_queue_of_its_type(String payload) throws Exception {
    String body = "{\"message_type\":\"ftp\",\"payload\":" + payload + "}";

    var delivery = rig.run(DOES_IT, Message.of(body, Map.of()));

    Message failed = rig.only(FTP_FAILED);
    assertThat(failed.text()).isEqualTo(body);
    assertThat(failed.header(Message.REASON_HEADER).orElseThrow()).startsWith("payload.");
    assertThat(delivery.answers).containsExactly("acknowledged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with blank"})
  void a_wrong_key_goes_to_the_failed_queue(String key) throws Exception {
    rig.run(DOES_IT, ask("one").withHeaders(Map.of(Message.JOB_HEADER, key)));

    assertThat(rig.only(FTP_FAILED).header(Message.REASON_HEADER).orElseThrow())
        .startsWith("header atelier-job: a job key has 1 to 128 characters");
  }

  @Test
  void a_huge_body_and_a_deep_one_are_refused_like_any_other() throws Exception {
    String huge = "x".repeat(20_000_000);
    String deep = "{\"message_type\":\"ftp\",\"payload\":" + "[".repeat(100_000);

    rig.run(DOES_IT, Message.of(huge, Map.of()));
    rig.run(DOES_IT, Message.of(deep, Map.of()));

    assertThat(rig.broker.waiting(QueueName.unroutable()))
        .extracting(Message::text)
        .containsExactly(huge, deep);
  }

  @Test
  void an_order_that_its_worker_cannot_take_goes_to_the_failed_queue() throws Exception {
    var delivery = rig.run(new Picky(), ask("one"));

    assertThat(rig.only(FTP_FAILED).header(Message.REASON_HEADER))
        .contains("IllegalArgumentException: only blue ones");
    assertThat(delivery.answers).containsExactly("acknowledged");
  }

  /// A worker whose order checks itself.
  private static final class Picky implements Worker<String> {
    @Override
    public QueueType type() {
      return QueueType.FTP;
    }

    @Override
    public String read(Payload payload) {
      throw new IllegalArgumentException("only blue ones");
    }

    @Override
    public Optional<JobRow> row(String order) {
      return Optional.empty();
    }

    @Override
    public Outcome process(String order, Job job) {
      return new Outcome.Done("");
    }
  }
}
