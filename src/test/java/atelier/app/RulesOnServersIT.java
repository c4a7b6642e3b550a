package atelier.app;

import static atelier.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.app.RuleMember.Traits;
import atelier.job.JobKey;
import atelier.job.JobState;
import atelier.job.Outcome;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import atelier.queue.amqp.RabbitMqNode;
import atelier.store.OwnMariaDb;
import atelier.store.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With servers: RabbitMQ and MariaDB, of the test's own, so that they can be stopped.
class RulesOnServersIT extends RulesContract {
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(20);
  // It looks for late answers once a minute.
  private static final Duration BROKER_ROUND = Duration.ofMinutes(1);
  private static final int STOPS = 10;

  @TempDir private static Path home;
  private static RabbitMqNode node;
  private static OwnMariaDb mariaDb;

  @BeforeAll
  static void startServers() throws Exception {
    node =
        RabbitMqNode.start(
            Files.createDirectory(home.resolve("rabbitmq")),
            "consumer_timeout = " + BROKER_PATIENCE.toMillis() + "\n");
    mariaDb = OwnMariaDb.make(Files.createDirectory(home.resolve("mariadb")));
  }

  @AfterAll
  static void stopServers() throws Exception {
    node.close();
    mariaDb.stop();
  }

  @Override
  RuleSite open(Path folder) throws IOException {
    TestServer.at(mariaDb.address(), folder).prepare(TestServer.Flavour.STRICT);
    var site =
        new RuleSite(node.settings(), mariaDb.address() + "/" + TestServer.APPLICATION, folder);
    site.deleteQueues();
    return site;
  }

  @Override
  void close() {
    // The servers stay for the next test.
  }

  @Override
  Duration clocksDiffer() {
    return Duration.ofSeconds(90);
  }

  @Test
  void a_job_longer_than_the_broker_waits_runs_once() throws Exception {
    var executions = new AtomicInteger();
    var never = new CountDownLatch(1);
    long millis = BROKER_PATIENCE.plus(BROKER_ROUND).plusSeconds(10).toMillis();
    var worker =
        RuleWorker.that(
            (_, _) -> {
              executions.incrementAndGet();
              return new Outcome.Done("worked on" + never.await(millis, TimeUnit.MILLISECONDS));
            });
    try (var member = start(Traits.usual().withPatience(Duration.ofSeconds(10)), worker)) {
      member.ask(QueueType.FTP, "long");

      member.awaitState("long", JobState.FINISHED);

      assertThat(executions).hasValue(1);
      assertThat(member.box().jobs().attempts(new JobKey("long"))).hasSize(1);
      member.awaitEmpty(QueueName.base(QueueType.FTP));
    }
  }

  @Test
  void servers_that_go_and_come_under_load_cost_nothing() throws Exception {
    var effects = new AtomicInteger();
    var worker =
        RuleWorker.that(
            (_, _) -> {
              effects.incrementAndGet();
              return new Outcome.Done("");
            });
    var asked = new AtomicInteger();
    try (var member = start(Traits.usual(), worker);
        var other = start(Traits.usual().on("other"), worker)) {
      for (int stop = 0; stop < STOPS; stop++) {
        for (int i = 0; i < 50; i++) {
          member.ask(QueueType.FTP, "job-" + asked.incrementAndGet());
        }
        if (stop == STOPS / 2) {
          mariaDb.stop();
          mariaDb.start();
        } else {
          node.stopBroker();
          node.startBroker();
        }
      }

      eventually(RuleMember.SOON, () -> other.box().jobs().counts().finished() == asked.get());
      member.awaitEmpty(QueueName.base(QueueType.FTP), QueueName.retry(QueueType.FTP));
      assertThat(member.box().jobs().counts().failed()).isZero();
    }
    // A stop may repeat what was being done, never leave it away.
    assertThat(effects.get()).isBetween(asked.get(), asked.get() + 2 * 2 * STOPS);
  }
}
