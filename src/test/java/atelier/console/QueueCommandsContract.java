package atelier.console;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.json.Json;
import atelier.queue.Broker.Outgoing;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueSettings;
import atelier.queue.QueueType;
import atelier.queue.Topology;
import atelier.queue.amqp.AmqpBroker;
import atelier.queue.amqp.AmqpSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The `queue:*` commands, as they are typed, at a broker that others use too.
abstract class QueueCommandsContract {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final QueueName FAILED = QueueName.failed(QueueType.WEBHOOK);

  @TempDir Path folder;
  private AmqpBroker other;

  /// Makes sure that the broker runs and none of our queues is there; the home is `folder`.
  abstract AmqpSettings startEmpty() throws IOException;

  /// The options that lead a command to that broker.
  abstract List<String> options();

  /// True when a command sees which arguments queues have.
  abstract boolean showsArguments();

  abstract void stop();

  @BeforeEach
  void connect() throws IOException {
    AmqpSettings settings = startEmpty();
    other = AmqpBroker.connect(() -> settings, SOON);
  }

  @AfterEach
  void close() {
    other.close();
    stop();
  }

  @Test
  void the_list_shows_what_waits_where_and_who_comes() {
    run(0, "queue:list");
    fail(FAILED, "a", "boom");
    other.publish(QueueName.base(QueueType.FTP), Message.of("{}", Map.of()));
    try (var _ = other.subscribe(QueueName.base(QueueType.EDIT_RECORD), 1, _ -> {})) {

      Map<?, ?> webhook = line("webhook");
      assertThat(webhook.get("failed")).isEqualTo(1);
      assertThat(webhook.get("ready")).isEqualTo(0);
      assertThat(webhook.get("no_consumer_now")).isEqualTo(false);
      assertThat(line("ftp").get("no_consumer_now")).isEqualTo(true);
      assertThat(line("editRecord").get("consumers")).isEqualTo(1);
      assertThat(run(0, "queue:list").lines().filter(each -> each.startsWith("ftp ")))
          .singleElement()
          .asString()
          .endsWith("no consumer now");
    }
    List<Object> all = Json.array(run(0, "queue:list", "--all", "--format", "json"));
    assertThat(all).hasSize(54);
    assertThat(all)
        .filteredOn(each -> !Integer.valueOf(0).equals(((Map<?, ?>) each).get("ready")))
        .extracting(each -> String.valueOf(((Map<?, ?>) each).get("queue")))
        .containsExactly("ftp", "webhook_failed");
  }

  @Test
  void failed_messages_are_looked_at_grouped_and_sent_back() throws IOException {
    run(0, "queue:list");
    fail(FAILED, "a", "record 1 is gone");
    fail(FAILED, "b", "record 2 is gone");
    fail(FAILED, "c", "disk full");
    fail(FAILED, "d", "disk full");

    assertThat(run(0, "queue:causes", "WEBHOOK_failed"))
        .contains("2  disk full")
        .contains("2  record # is gone");
    assertThat(run(0, "queue:peek", "webhook_failed", "-n", "1"))
        .startsWith("a\n")
        .contains("record 1 is gone")
        .contains("\"n\" : \"a\"");
    assertThat(peek("webhook_failed", "id")).containsExactly("a", "b", "c", "d");

    assertThat(run(0, "queue:requeue", "webhook_failed", "--cause", "record # is gone"))
        .isEqualTo("2 sent back from webhook_failed.\n");
    Path order = Files.writeString(folder.resolve("order.json"), "{\"n\": \"better\"}");
    run(0, "queue:requeue", "webhook_failed", "d", "--payload", order.toString());
    assertThat(peek("webhook_failed", "id")).containsExactly("c");
    run(0, "queue:requeue", "webhook_failed", "--all");

    assertThat(peek("webhook_failed", "id")).isEmpty();
    assertThat(peek("webhook", "id")).containsExactly("a~2", "b~2", "d~2", "c~2");
    assertThat(run(0, "queue:peek", "webhook", "--format", "json")).contains("better");
    assertThat(run(1, "queue:requeue", "webhook_failed", "nobody"))
        .contains("there is no message nobody in webhook_failed");
  }

  @Test
  void what_nobody_can_read_goes_back_only_with_another_order() throws IOException {
    run(0, "queue:list");
    other.publish(QueueName.unroutable(), Message.of("no JSON", Map.of(Message.JOB_HEADER, "bad")));
    Path order = folder.resolve("message.json");
    Files.writeString(order, "{\"message_type\": \"webhook\", \"payload\": {\"n\": \"good\"}}");

    assertThat(run(1, "queue:requeue", "unroutable_failed", "--all"))
        .contains("0 sent back")
        .contains("1 stay in unroutable_failed");
    run(0, "queue:requeue", "unroutable_failed", "bad", "--payload", order.toString());

    assertThat(peek("unroutable_failed", "id")).isEmpty();
    assertThat(run(0, "queue:peek", "webhook")).contains("\"n\" : \"good\"");
  }

  @Test
  void nothing_is_thrown_away_unless_it_is_meant() {
    run(0, "queue:list");
    fail(FAILED, "a", "boom");
    fail(FAILED, "b", "boom");

    for (String command : new String[] {"queue:purge", "queue:delete"}) {
      assertThat(run(2, command, "webhook_failed"))
          .contains("throws away 2 messages")
          .contains("Say --yes");
    }
    assertThat(peek("webhook_failed", "id")).containsExactly("a", "b");

    assertThat(run(0, "queue:purge", "webhook_failed", "--yes"))
        .isEqualTo("2 messages of webhook_failed thrown away.\n");
    assertThat(run(0, "queue:purge", "webhook_failed"))
        .isEqualTo("Nothing waits in webhook_failed.\n");
    fail(FAILED, "c", "boom");
    assertThat(run(0, "--yes", "queue:delete", "webhook_failed"))
        .isEqualTo("webhook_failed deleted, with 1 message.\n");
    assertThat(peek("webhook_failed", "id")).isEmpty();
  }

  @Test
  void a_changed_delay_holds_at_once_for_what_waits_and_for_what_comes() {
    run(0, "queue:list");
    fail(QueueName.retry(QueueType.WEBHOOK), "a", "boom");
    run(0, "queue:set", "webhook", "--delay", "7200", "--max-retry", "5");
    assertThat(peek("webhook_retry", "id")).containsExactly("a");
    Map<?, ?> settings = part(line("webhook"), "settings");
    assertThat(settings.get("max_retry")).isEqualTo(5);
    assertThat(settings.get("ttl_retry")).isEqualTo(7_200_000);
    assertThat(line("webhook").get("pending")).isEqualTo(List.of());

    assertThat(run(0, "queue:set", "webhook", "--delay", "0.2"))
        .contains("webhook: max_retry 5, delay 0.200 s")
        .contains("webhook_retry made anew.");

    eventually(SOON, () -> peek("webhook", "id").equals(List.of("a")));
    assertThat(run(0, "queue:set", "webhook", "--reset"))
        .contains("webhook: max_retry 3, delay 10 s");
    assertThat(run(0, "queue:set", "webhook", "--max-retry", "4"))
        .isEqualTo("webhook: max_retry 4, delay 10 s\n");
  }

  @Test
  void a_queue_of_others_with_other_arguments_is_shown_and_made_anew() {
    run(0, "queue:set", "webhook", "--delay", "3600");
    fail(QueueName.retry(QueueType.WEBHOOK), "a", "boom");
    assertThat(run(0, "queue:set", "webhook", "--reset")).contains("webhook_retry made anew.");
    other.declare(
        List.of(
            new Topology(Map.of(QueueType.FTP, new QueueSettings(3, SOON, SOON)), SOON)
                .declaration(QueueName.retry(QueueType.FTP))));
    other.queues().delete(QueueName.retry(QueueType.FTP));
    fail(QueueName.retry(QueueType.FTP), "b", "boom"); // Declares it again, with that minute.

    if (showsArguments()) {
      assertThat(run(0, "queue:list")).contains("60000 in force, 180000 pending");
    }
    assertThat(run(0, "queue:recreate", "ftp_retry")).isEqualTo("ftp_retry made anew.\n");

    assertThat(run(0, "queue:list")).doesNotContain("pending");
    assertThat(peek("ftp_retry", "id")).containsExactly("b");
  }

  @Test
  void a_pause_is_shown_until_it_ends() {
    assertThat(run(0, "queue:pause", "recordEdit", "--reason", "disk swap", "--for", "2h"))
        .startsWith("editRecord is paused until ");
    Map<?, ?> pause = part(line("editRecord"), "pause");
    assertThat(pause.get("reason")).isEqualTo("disk swap");
    assertThat(pause.get("author")).isEqualTo(Author.from(System.getenv()));
    assertThat(pause.containsKey("until")).isTrue();
    assertThat(run(0, "queue:list")).contains(": disk swap (until ");

    assertThat(run(0, "queue:resume", "editrecord")).isEqualTo("editRecord is worked on again.\n");
    assertThat(run(0, "queue:resume", "editrecord")).isEqualTo("editRecord was not paused.\n");
    assertThat(line("editRecord").containsKey("pause")).isFalse();
    assertThat(run(2, "queue:pause", "ftp", "--reason", "x", "--until", "2001-01-01T00:00Z"))
        .contains("would have ended already");
  }

  @Test
  void a_work_order_is_published_under_the_key_that_is_said() throws IOException {
    Path order = Files.writeString(folder.resolve("order.json"), "{\"n\": 7, \"count\": 3}");
    Path whole = folder.resolve("whole.json");
    Files.writeString(whole, "{\"message_type\": \"ftp\", \"payload\": {}}");

    String key = run(0, "queue:publish", "webhook", order.toString()).strip();

    assertThat(peek("webhook", "id")).containsExactly(key);
    Map<?, ?> message = (Map<?, ?>) peek("webhook", "message").getFirst();
    Map<?, ?> payload = part(message, "payload");
    assertThat(message.get("message_type")).isEqualTo("webhook");
    assertThat(payload.get("n")).isEqualTo(7);
    assertThat(payload.containsKey("count")).isFalse();
    assertThat(run(2, "queue:publish", "webhook", whole.toString())).contains("one of ftp");
    Files.writeString(order, "{\"n\": ");
    assertThat(run(2, "queue:publish", "webhook", order.toString())).contains("not JSON");
    assertThat(peek("webhook", "id")).containsExactly(key);
  }

  @Test
  void wrong_calls_are_told_apart_from_failures() {
    assertThat(run(2, "queue:peek", "webhook_loop"))
        .contains("there are [webhook, webhook_retry, webhook_failed]");
    assertThat(run(2, "queue:pause", "nothing", "--reason", "x")).contains("subdefCreation");
    assertThat(run(2, "queue:requeue", "webhook_failed")).contains("say which messages");
    assertThat(run(2, "queue:requeue", "webhook", "--all")).contains("webhook_failed");
    assertThat(run(2, "queue:set", "webhook")).contains("say what to set");
    assertThat(run(2, "queue:set", "webhook", "--max-retry", "0")).contains("max_retry is 0");
    assertThat(run(2, "queue:set", "webhook", "--delayed-delay", "9")).contains("no delayed");
  }

  private Map<?, ?> line(String queue) {
    return Json.array(run(0, "queue:list", "--format", "json")).stream()
        .map(each -> (Map<?, ?>) each)
        .filter(each -> queue.equals(each.get("queue")))
        .findFirst()
        .orElseThrow();
  }

  private static Map<?, ?> part(Map<?, ?> whole, String name) {
    return whole.get(name) instanceof Map<?, ?> part ? part : Map.of();
  }

  private List<Object> peek(String queue, String field) {
    return Json.array(run(0, "queue:peek", queue, "--format", "json")).stream()
        .<Object>map(each -> ((Map<?, ?>) each).get(field))
        .toList();
  }

  private void fail(QueueName queue, String key, String reason) {
    var message =
        Message.of(
            "{\"message_type\":\"webhook\",\"payload\":{\"n\":\"" + key + "\"}}",
            Map.of(Message.JOB_HEADER, key, Message.REASON_HEADER, reason));
    other.publish(List.of(new Outgoing(queue, message)));
  }

  /// What the command printed on both ways, which has to end with this code.
  final String run(int code, String... arguments) {
    var printed = new StringWriter();
    var writer = new PrintWriter(printed);
    var all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(options());

    int ended =
        Console.commandLine().setOut(writer).setErr(writer).execute(all.toArray(new String[0]));

    assertThat(ended).as("%s%n%s", all, printed).isEqualTo(code);
    return printed.toString();
  }
}
