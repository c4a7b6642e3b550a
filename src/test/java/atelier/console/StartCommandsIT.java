package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.app.Atelier;
import atelier.queue.QueueType;
import atelier.queue.amqp.AmqpSettings;
import atelier.store.DatabaseServer;
import atelier.store.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ways in which the reference's installations start and stop workers.
///
/// - Source: the reference's supervisor files and container variables.
class StartCommandsIT {
  private static final String CONSOLE = "atelier.console.Console";
  private static final String READY = "this version has no worker for these queues";
  private static final String WORKS = "works on [";
  private static final int AT_ONCE = 6;

  @TempDir private Path folder;

  @BeforeEach
  void configure() throws IOException {
    var server = TestServer.given(folder);
    server.prepare(TestServer.Flavour.PHRASEANET);
    DatabaseServer database = server.server(TestServer.APPLICATION);
    AmqpSettings broker = AmqpSettings.parse(System.getProperty("atelier.test.rabbitmq", ""));
    Files.writeString(
        folder.resolve("configuration.yml"),
        """
        servername: http://library.test/
        main:
          key: site-key
          database:
            host: %s
            port: %d
            user: %s
            password: %s
            dbname: %s
          storage:
            subdefs: %s
        workers:
          queue:
            worker-queue:
              host: %s
              port: %d
              user: %s
              password: %s
        """
            .formatted(
                database.host(),
                database.port(),
                database.user(),
                database.password(),
                database.schema(),
                folder.resolve("datas"),
                broker.hosts().getFirst(),
                broker.port(),
                broker.user(),
                broker.password()));
  }

  private StartedCommand start(Map<String, String> environment, String... arguments)
      throws IOException {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--config",
            folder.resolve("configuration.yml").toString(),
            "--home",
            folder.resolve("home").toString()));
    return StartedCommand.start(
        CONSOLE, Files.createTempFile(folder, "output", ".txt"), environment, all);
  }

  /// One program for each queue but recordsActions, for which the reference has no file.
  @Test
  void the_seventeen_programs_of_the_supervisor_start_and_end_when_it_says_so() throws Exception {
    List<QueueType> types =
        Arrays.stream(QueueType.values())
            .filter(type -> type != QueueType.RECORDS_ACTIONS)
            .toList();
    assertThat(types).hasSize(17);

    for (int from = 0; from < types.size(); from += AT_ONCE) {
      startAndStop(types.subList(from, Math.min(from + AT_ONCE, types.size())));
    }
  }

  private void startAndStop(List<QueueType> types) throws IOException, InterruptedException {
    var started = new ArrayList<StartedCommand>();
    try {
      for (QueueType type : types) {
        started.add(
            start(Map.of(), "worker:execute", "--queue-name=" + type.queueName(), "-m", "2"));
      }
      for (int i = 0; i < types.size(); i++) {
        started.get(i).awaitWords(Atelier.workableQueues().contains(types.get(i)) ? WORKS : READY);
        started.get(i).signal("INT");
      }
      for (StartedCommand each : started) {
        assertThat(each.exitCode()).as(each::said).isZero();
      }
    } finally {
      started.forEach(StartedCommand::close);
    }
  }

  @Test
  void one_process_with_the_slots_of_the_environment_does_for_all() throws Exception {
    Map<String, String> environment =
        Arrays.stream(QueueType.values())
            .collect(
                Collectors.toMap(
                    type -> "PHRASEANET_WORKER_" + type.queueName(),
                    type -> type == QueueType.SUBDEF_CREATION ? "3" : "1"));
    try (var all = start(environment, "worker:execute", "--from-environment")) {
      all.awaitWords(WORKS);

      assertThat(all.said()).contains("subdefCreation=3").contains("writeMetadatas=1");
      all.signal("TERM");
      assertThat(all.exitCode()).as(all::said).isZero();
    }
  }

  @Test
  void an_unknown_queue_is_told_with_the_known_ones() throws Exception {
    try (var wrong = start(Map.of(), "worker:execute", "--queue-name=subdefs")) {
      assertThat(wrong.exitCode()).isEqualTo(Console.CALLED_WRONGLY);
      assertThat(wrong.said()).contains("subdefs").contains("subdefCreation");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void a_second_signal_ends_at_once(String signal) throws Exception {
    Path output = folder.resolve("output.txt");
    try (var slow = StartedCommand.start(SlowToEnd.class.getName(), output, Map.of(), List.of())) {
      slow.awaitWords("up");
      slow.signal(signal);
      slow.awaitWords("not ready to end");

      slow.signal(signal);

      assertThat(slow.exitCode()).isEqualTo(signal.equals("TERM") ? 143 : 130);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "worker"})
  void the_commands_are_listed_with_a_line_each(String bare) throws Exception {
    Path output = folder.resolve("output.txt");
    List<String> arguments = bare.isEmpty() ? List.of() : List.of(bare);
    try (var list = StartedCommand.start(CONSOLE, output, Map.of(), arguments)) {
      assertThat(list.exitCode()).isZero();
      assertThat(list.said())
          .containsPattern("(?m)^ +worker:execute +[A-Z].+\\.$")
          .containsPattern("(?m)^ +worker:show-configuration +[A-Z].+\\.$");
    }
  }
}
