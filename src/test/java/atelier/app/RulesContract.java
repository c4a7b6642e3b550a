package atelier.app;

import static atelier.Eventually.eventually;
import static atelier.app.RuleMember.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import atelier.app.ChaosOrder.Plan;
import atelier.app.RuleMember.Traits;
import atelier.app.RuleProcess.Step;
import atelier.job.Job;
import atelier.job.JobKey;
import atelier.job.JobState;
import atelier.job.JobStore.AttemptLine;
import atelier.job.Outcome;
import atelier.job.Overlay;
import atelier.job.Wishes.CancelAnswer;
import atelier.media.Containment;
import atelier.media.Limits;
import atelier.media.ToolRun;
import atelier.queue.Message;
import atelier.queue.QueueName;
import atelier.queue.QueueType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of a job's life, held by engines on a real broker and a real database.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
abstract class RulesContract {
  private static final QueueName FTP = QueueName.base(QueueType.FTP);
  private static final QueueName FTP_FAILED = QueueName.failed(QueueType.FTP);
  private static final QueueName FTP_RETRY = QueueName.retry(QueueType.FTP);

  @TempDir private Path folder;
  private RuleSite site;

  /// A broker without our queues, and a database without jobs.
  abstract RuleSite open(Path folder) throws IOException;

  abstract void close();

  /// By how much the clocks of hosts that meet here may be wrong.
  abstract Duration clocksDiffer();

  @BeforeEach
  void openSite() throws IOException {
    Files.createDirectories(ChaosProcess.diaries(folder));
    Files.createDirectories(ChaosProcess.effects(folder));
    site = open(folder);
  }

  @AfterEach
  void closeSite() {
    close();
  }

  RuleMember start(Traits traits, RuleWorker... workers) {
    return RuleMember.start(site, traits, workers);
  }

  static Stream<Arguments> crashes() {
    return Stream.of(Plan.WORKS, Plan.FAILS_ONCE, Plan.HOPELESS)
        .flatMap(
            plan ->
                Stream.of(Step.values())
                    .filter(step -> step != Step.PUBLISH || plan != Plan.WORKS)
                    .map(step -> arguments(step, plan)));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void a_crash_after_any_step_loses_nothing_and_has_no_second_effect(Step step, Plan plan)
      throws Exception {
    var order = new ChaosOrder(QueueType.FTP, "one", plan, 1, 0);
    try (var client = start(Traits.usual())) { // Has no worker: declares, and consumes nothing.
      client.publish(QueueType.FTP, order.message());
      dieAt(step);
    }
    JobState end = plan.hasEffect() ? JobState.FINISHED : JobState.FAILED;

    try (var diary = diary();
        var box = site.open(Clock.systemUTC());
        var survivor =
            RuleMember.start(
                site,
                Traits.usual(),
                new ChaosWorker(QueueType.FTP, box.jobs(), ChaosProcess.effects(folder), diary))) {
      survivor.awaitState("one", end);
      survivor.awaitEmpty(FTP, FTP_RETRY);

      assertThat(names(ChaosProcess.effects(folder)))
          .isEqualTo(plan.hasEffect() ? Set.of("one") : Set.of());
      // Dead between the publishing and the noting of a failure: it is published once more.
      assertThat(survivor.peek(FTP_FAILED))
          .hasSizeBetween(
              plan.hasEffect() ? 0 : 1, plan.hasEffect() ? 0 : step == Step.PUBLISH ? 2 : 1)
          .allMatch(message -> message.header(Message.JOB_HEADER).equals(Optional.of("one")));
      var done =
          survivor.box().jobs().attempts(new JobKey("one")).stream()
              .filter(line -> !line.outcome().equals("interrupted"))
              .map(AttemptLine::attempt)
              .toList();
      List<Integer> all = IntStream.rangeClosed(1, plan.attempts()).boxed().toList();
      // Who died after publishing the next attempt may be overtaken by that one.
      boolean overtaken = step == Step.PUBLISH && plan == Plan.FAILS_ONCE;
      assertThat(done).isIn(all, overtaken ? all.subList(1, all.size()) : all);
    }
  }

  private FileChannel diary() throws IOException {
    return FileChannel.open(
        ChaosProcess.diaries(folder).resolve("0"),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void dieAt(Step step) throws IOException, InterruptedException {
    Process process = child(step);
    try {
      assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue())
          .as(() -> text(folder.resolve("child.log")))
          .isEqualTo(RuleProcess.DIED);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process child(Step step) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RuleProcess.class.getName(),
                folder.toString(),
                site.address(),
                step.name()));
    if (!site.server().isEmpty()) {
      command.add(site.server());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("child.log").toFile())
        .start();
  }

  @Test
  void a_job_that_keeps_failing_runs_three_times_and_its_envelope_is_kept() {
    var failing = RuleWorker.that((_, _) -> new Outcome.TryAgain("the host is away"));
    try (var member = start(Traits.usual(), failing)) {
      member.ask(QueueType.FTP, "one");

      member.awaitState("one", JobState.FAILED);

      assertThat(member.box().jobs().attempts(new JobKey("one")))
          .extracting(AttemptLine::attempt, AttemptLine::reason)
          .containsExactly(
              tuple(1, "the host is away"),
              tuple(2, "the host is away"),
              tuple(3, "the host is away"));
      assertThat(member.peek(FTP_FAILED))
          .singleElement()
          .satisfies(
              failed -> {
                assertThat(failed.text()).contains("\"what\":\"one\"");
                assertThat(failed.header(Message.REASON_HEADER)).contains("the host is away");
                assertThat(failed.header(Message.HOST_HEADER))
                    .contains(Traits.usual().identity().host());
              });
    }
  }

  @Test
  void a_loop_that_was_started_by_many_goes_round_once() {
    var laps = new ConcurrentLinkedQueue<Integer>();
    RuleWorker worker =
        new RuleWorker(
            QueueType.PULL_ASSETS,
            (_, job) -> {
              laps.add(job.attempt());
              return new Outcome.Done("");
            });
    var calm = new AtomicInteger();
    try (var one = start(Traits.usual().on("one"), worker);
        var _ = start(Traits.usual().on("two"), worker)) {
      for (int i = 0; i < 4; i++) {
        one.publish(
            QueueType.PULL_ASSETS,
            Message.of(
                "{\"message_type\":\"pullAssets\",\"payload\":{\"what\":\"" + i + "\"}}",
                Map.of()));
      }
      // Who was overtaken is gone when its delay is over: then there is one, longer than that.
      eventually(
          SOON,
          () ->
              (laps.size() >= 8 && loopMessages(one) <= 1
                      ? calm.incrementAndGet()
                      : calm.updateAndGet(_ -> 0))
                  >= 100);
      int before = laps.size();
      eventually(SOON, () -> laps.size() > before + 1);
    }
    assertThat(laps).doesNotHaveDuplicates();
  }

  private static long loopMessages(RuleMember member) {
    return Stream.of(QueueName.base(QueueType.PULL_ASSETS), QueueName.loop(QueueType.PULL_ASSETS))
        .mapToLong(queue -> member.broker().depth(queue).ready())
        .sum();
  }

  @Test
  void poison_stops_nobody() {
    List<String> poison =
        List.of(
            "",
            "no JSON",
            "[]",
            "{\"message_type\":\"nothing\",\"payload\":{}}",
            "{\"message_type\":\"ftp\"}",
            "{\"message_type\":\"ftp\",\"payload\":{}}",
            "{\"message_type\":\"ftp\",\"payload\":{\"what\":{\"date\":\"2026-08-07 12:00:00.000000\","
                + "\"timezone_type\":3,\"timezone\":\"UTC\"}}}",
            "{\"message_type\":\"ftp\",\"payload\":{\"what\":\"x\",\"count\":[]}}",
            "{\"message_type\":\"ftp\",\"payload\":" + "[".repeat(100_000),
            "x".repeat(10 << 20));
    var worker = RuleWorker.that((what, _) -> new Outcome.Done(what));
    try (var member = start(Traits.usual(), worker)) {
      poison.forEach(body -> member.publish(QueueType.FTP, Message.of(body, Map.of())));
      // A number as text, as PHP writes ids, is no poison.
      member.publish(
          QueueType.FTP,
          Message.of(
              "{\"message_type\":\"ftp\",\"payload\":{\"what\":\"x\",\"count\":\"1\"}}",
              Map.of(Message.JOB_HEADER, "text")));
      member.ask(QueueType.FTP, "good");

      member.awaitState("good", JobState.FINISHED);
      member.awaitState("text", JobState.FINISHED);
      member.awaitEmpty(FTP);

      var refused =
          Stream.of(FTP_FAILED, QueueName.unroutable())
              .flatMap(queue -> member.peek(queue).stream())
              .toList();
      assertThat(refused).extracting(Message::text).containsExactlyInAnyOrderElementsOf(poison);
      assertThat(refused)
          .allSatisfy(message -> assertThat(message.header(Message.REASON_HEADER)).isNotEmpty());
    }
  }

  @Test
  void no_process_works_on_more_than_its_slots_and_what_waits_is_there_for_others() {
    var first = new Counter();
    var second = new Counter();
    List<QueueType> types = List.of(QueueType.FTP, QueueType.WEBHOOK, QueueType.DELETE_RECORD);
    try (var one = start(Traits.usual().on("one"), first.workers(types))) {
      for (QueueType type : types) {
        IntStream.range(0, 10).forEach(i -> one.ask(type, type + "-" + i));
      }
      eventually(SOON, () -> first.now.get() == 2);
      try (var two = start(Traits.usual().on("two"), second.workers(types))) {
        eventually(SOON, () -> second.now.get() == 2);
        first.gate.countDown();
        second.gate.countDown();

        eventually(SOON, () -> two.box().jobs().counts().finished() == 30);
      }
    }
    assertThat(first.most).hasValue(2);
    assertThat(second.most).hasValue(2);
    assertThat(Set.of(first.done, second.done)).allMatch(done -> done.get() > 0);
    assertThat(first.done.get() + second.done.get()).isEqualTo(30);
  }

  /// Counts how many jobs are at work at the same time; they wait until the gate is open.
  private static final class Counter {
    final AtomicInteger now = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final AtomicInteger done = new AtomicInteger();
    final CountDownLatch gate = new CountDownLatch(1);

    RuleWorker[] workers(List<QueueType> types) {
      return types.stream()
          .map(type -> new RuleWorker(type, this::work))
          .toArray(RuleWorker[]::new);
    }

    private Outcome work(String what, Job job) throws InterruptedException {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      try {
        gate.await();
        done.incrementAndGet();
        return new Outcome.Done(what);
      } finally {
        now.decrementAndGet();
      }
    }
  }

  @Test
  void a_living_process_is_never_robbed_whatever_its_clock_says() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    Set<String> ranOn = ConcurrentHashMap.newKeySet();
    // Both have the pid 1, as in containers.
    var fast = Traits.usual().on("fast").withClockAhead(clocksDiffer());
    var slow = Traits.usual().on("slow").withClockAhead(clocksDiffer().negated());
    var owner =
        RuleWorker.that(
            (what, _) -> {
              ranOn.add(what + " on slow");
              if (what.equals("long")) {
                begun.countDown();
                end.await();
              }
              return new Outcome.Done("");
            });
    var other =
        RuleWorker.that(
            (what, _) -> {
              ranOn.add(what + " on fast");
              return new Outcome.Done("");
            });
    try (var one = start(slow, owner)) {
      one.ask(QueueType.FTP, "long");
      RuleMember.await(begun);
      try (var two = start(fast, other)) {
        two.ask(QueueType.FTP, "long", "long", "two", "three", "four");
        eventually(SOON, () -> ranOn.size() == 4);
        end.countDown();

        one.awaitState("long", JobState.FINISHED);
        two.awaitEmpty(FTP);
      }
    }
    assertThat(ranOn).contains("long on slow").doesNotContain("long on fast");
  }

  @Test
  void a_cancel_kills_the_tool_with_all_it_started() throws Exception {
    Path pid = folder.resolve("pid");
    var tool = new ToolRun(Containment.none());
    var worker =
        RuleWorker.that(
            (_, _) -> {
              tool.run(
                  List.of("sh", "-c", "sleep 600 & echo $! > '" + pid + "'; wait"),
                  Limits.within(Duration.ofMinutes(20)));
              return new Outcome.Done("");
            });
    try (var member = start(Traits.usual(), worker)) {
      member.ask(QueueType.FTP, "one");
      eventually(SOON, () -> text(pid).endsWith("\n"));
      var sleeper = ProcessHandle.of(Long.parseLong(text(pid).strip())).orElseThrow();

      assertThat(member.box().books().wishes().cancel(new JobKey("one"), "ann"))
          .isEqualTo(CancelAnswer.ASKED);

      member.awaitState("one", JobState.CANCELED);
      eventually(SOON, () -> !sleeper.isAlive());
      member.awaitEmpty(FTP, FTP_RETRY, FTP_FAILED);
    }
  }

  @Test
  void what_a_drained_process_gives_back_runs_elsewhere_uncounted() throws Exception {
    var begun = new CountDownLatch(2);
    var stuck =
        RuleWorker.that(
            (_, _) -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return new Outcome.Done("");
            });
    try (var one = start(Traits.usual(), stuck)) {
      one.ask(QueueType.FTP, "a", "b", "c", "d");
      RuleMember.await(begun);
      one.engine().drain(Duration.ofMillis(100));
    }

    try (var two = start(Traits.usual(), RuleWorker.that((_, _) -> new Outcome.Done("")))) {
      for (String key : List.of("a", "b", "c", "d")) {
        two.awaitState(key, JobState.FINISHED);
        assertThat(two.box().jobs().find(new JobKey(key)).orElseThrow().attempt()).isEqualTo(1);
      }
    }
  }

  @Test
  void a_changed_delay_is_live_and_what_waits_is_kept() {
    var worker =
        RuleWorker.that(
            (_, job) ->
                job.attempt() == 1 ? new Outcome.TryAgain("once") : new Outcome.Done("twice"));
    var hours = Traits.usual().withDelay(Duration.ofHours(1));
    try (var member = start(hours, worker)) {
      member.ask(QueueType.FTP, "early");
      member.awaitState("early", JobState.WAITING);
      var shorter = new Overlay(Optional.empty(), Optional.of(RuleMember.DELAY), Optional.empty());

      member.desk(hours.topology()).change(QueueType.FTP, shorter, false, "ann");

      member.awaitState("early", JobState.FINISHED);
      member.ask(QueueType.FTP, "late");
      member.awaitState("late", JobState.FINISHED);
    }
  }

  @Test
  void with_fewer_tries_set_meanwhile_a_failure_is_the_last() {
    var worker = RuleWorker.that((_, _) -> new Outcome.TryAgain("never"));
    try (var member = start(Traits.usual(), worker)) {
      var once = new Overlay(Optional.of(1), Optional.empty(), Optional.empty());
      member.box().books().wishes().overlay(QueueType.FTP, once, "ann");
      var number = new AtomicInteger();

      eventually(
          SOON,
          () -> {
            String key = "job-" + number.incrementAndGet();
            member.ask(QueueType.FTP, key);
            member.awaitState(key, JobState.FAILED);
            return member.box().jobs().attempts(new JobKey(key)).size() == 1;
          });
    }
  }

  static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static String text(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return e.toString();
    }
  }
}
