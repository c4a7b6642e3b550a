package atelier.app;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.app.ChaosDiaries.Execution;
import atelier.app.ChaosOrder.Plan;
import atelier.job.JobStore.JobCounts;
import atelier.queue.Broker;
import atelier.queue.Broker.Outgoing;
import atelier.queue.BrokerException;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.amqp.AmqpBroker;
import atelier.queue.amqp.RabbitMqNode;
import atelier.store.ApplicationBox;
import atelier.store.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Worker processes are killed and the broker is restarted while jobs are worked off; counted is
/// outside of Atelier what was executed and what came of it.
///
/// `-Datelier.chaos=long` makes it ten times longer, `-Datelier.chaos.seed=N` the same kills again.
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class ChaosIT {
  private static final boolean LONG = "long".equals(System.getProperty("atelier.chaos"));
  private static final int JOBS_A_ROUND = 1000;
  private static final int GROUP = 100;
  private static final Duration SOON = Duration.ofMinutes(LONG ? 30 : 5);
  private static final Duration LOOK = Duration.ofMillis(500);

  @TempDir private static Path home;
  private static RabbitMqNode node;

  private final long seed = Long.getLong("atelier.chaos.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<ChaosOrder> orders = new ArrayList<>();

  @BeforeAll
  static void start() {
    node = RabbitMqNode.start(home, "");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void on_sqlite_nothing_is_lost_and_nothing_runs_twice(@TempDir Path folder) throws Exception {
    chaos(folder, "", LONG ? 200 : 20);
  }

  @Test
  void on_mariadb_nothing_is_lost_and_nothing_runs_twice(@TempDir Path folder) throws Exception {
    var server = TestServer.given(folder);
    server.prepare(TestServer.Flavour.PHRASEANET);

    chaos(folder, System.getProperty("atelier.test.mariadb") + "/" + TestServer.APPLICATION, 10);
  }

  private void chaos(Path folder, String server, int rounds) throws Exception {
    System.out.println("-Datelier.chaos.seed=" + seed);
    Files.createDirectories(ChaosProcess.diaries(folder));
    Files.createDirectories(ChaosProcess.effects(folder));
    try (var box = ChaosProcess.open(folder, server);
        var broker = AmqpBroker.connect(node::settings, AmqpBroker.USUAL_PATIENCE);
        var crew = new ChaosCrew(folder, node.settings(), server, random)) {
      broker.declare(ChaosProcess.topology().all());
      for (int round = 1; round <= rounds; round++) {
        boolean restart = round == rounds / 3 || round == 2 * rounds / 3;
        Thread restarting = Thread.ofVirtual().start(restart ? ChaosIT::restartBroker : () -> {});
        publishMore(broker);
        pause(Duration.ofMillis(random.nextInt(1000, 3500)));
        crew.killOne();
        restarting.join();
      }
      eventually(SOON, () -> isQuiet(box));
      Set<String> failed = new HashSet<>();
      eventually(
          SOON,
          () -> {
            // Once more for what was on its way when a subscription ended, and went back.
            failed.addAll(takeFailed(broker));
            return areEmpty(broker);
          });
      crew.dismiss();

      assertThat(crew.kills()).isEqualTo(rounds);
      Set<String> lasting = keys(Plan::hasEffect);
      Set<String> failing = keys(plan -> !plan.hasEffect());
      assertThat(effects(folder)).isEqualTo(lasting);
      assertThat(failed).isEqualTo(failing);
      assertThat(box.jobs().counts())
          .isEqualTo(new JobCounts(0, 0, lasting.size(), failing.size(), 0));
      var diaries = ChaosDiaries.read(ChaosProcess.diaries(folder));
      assertThat(diaries.executions().keySet()).isEqualTo(planned());
      assertThat(diaries.forks(crew)).isEmpty();
      System.out.printf(
          "%d jobs, %d executions planned, %d begun, %d kills%n",
          orders.size(), diaries.executions().size(), diaries.begun(), crew.kills());
    }
  }

  private static void restartBroker() {
    node.stopBroker();
    node.startBroker();
  }

  /// As a producer does that repeats what was not confirmed: some messages are there twice.
  private void publishMore(Broker broker) {
    for (int i = 0; i < JOBS_A_ROUND; i += GROUP) {
      List<Outgoing> group = IntStream.range(0, GROUP).mapToObj(_ -> next()).toList();
      eventually(SOON, () -> isPublished(broker, group));
    }
  }

  private Outgoing next() {
    var order = ChaosOrder.any(orders.size(), random);
    orders.add(order);
    return new Outgoing(QueueName.base(order.type()), order.message());
  }

  private static boolean isPublished(Broker broker, List<Outgoing> group) {
    try {
      broker.publish(group);
      return true;
    } catch (BrokerException _) {
      return false;
    }
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    eventually(time.multipliedBy(2), () -> System.nanoTime() > end);
  }

  private boolean isQuiet(ApplicationBox box) {
    pause(LOOK);
    JobCounts counts = box.jobs().counts();
    return counts.running() + counts.waiting() == 0
        && counts.finished() + counts.failed() + counts.canceled() >= orders.size();
  }

  /// The keys of all jobs in the failed queues. A kill between publishing there and noting it in
  /// the ledger leaves a message twice.
  private static Set<String> takeFailed(Broker broker) {
    Set<String> keys = ConcurrentHashMap.newKeySet();
    for (QueueType type : ChaosOrder.TYPES) {
      QueueName queue = QueueName.failed(type);
      try (var _ =
          broker.subscribe(
              queue,
              GROUP,
              delivery -> {
                keys.add(delivery.message().header(Message.JOB_HEADER).orElse("no key"));
                delivery.acknowledge();
              })) {
        eventually(SOON, () -> broker.depth(queue).ready() == 0);
      }
    }
    return keys;
  }

  private static boolean areEmpty(Broker broker) {
    return ChaosProcess.topology().all().stream()
        .allMatch(each -> broker.depth(each.queue()).ready() == 0);
  }

  private Set<String> keys(Predicate<Plan> plan) {
    return orders.stream()
        .filter(order -> plan.test(order.plan()))
        .map(ChaosOrder::key)
        .collect(Collectors.toSet());
  }

  private static Set<String> effects(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(ChaosProcess.effects(folder))) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private Set<Execution> planned() {
    return orders.stream()
        .flatMap(
            order ->
                IntStream.rangeClosed(1, order.plan().attempts())
                    .mapToObj(attempt -> new Execution(order.key(), attempt)))
        .collect(Collectors.toSet());
  }
}
