package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.app.Workload;
import atelier.queue.QueueType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `worker:execute -m 10 --queue-name=subdefCreation`
@Command(
    name = "worker:execute",
    description = "Works off queues until it is stopped (SIGTERM or Ctrl-C lets running jobs end).")
final class ExecuteCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ExecuteCommand.class);

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = {"-m", "--max-processes"},
      paramLabel = "N",
      defaultValue = "1",
      description = "Jobs at the same time in this process (default: 1).")
  private int slots = 1;

  @Option(
      names = "--queue-name",
      paramLabel = "QUEUE",
      description = "Work off this queue; may be repeated (default: all).")
  private List<String> queueNames = List.of();

  @Option(
      names = "--from-environment",
      description =
          "Take queues and numbers of jobs from the variables PHRASEANET_WORKER_<queue>: one process"
              + " for all of them.")
  private boolean fromEnvironment;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      defaultValue = "14",
      description = "How long running jobs may go on after SIGTERM (default: 14).")
  private int graceSeconds = (int) Workload.USUAL_GRACE.toSeconds();

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Tell metrics for Prometheus on http://HOST:PORT/metrics.")
  private @Nullable Integer metricsPort;

  @Option(
      names = {"-p", "--preserve-payload"},
      hidden = true,
      description = "Understood for the reference's sake: there are no payload files here.")
  @SuppressWarnings("UnusedVariable") // To be understood is all it is for.
  private boolean preservePayload;

  @Override
  public Integer call() throws InterruptedException {
    var options = common.options();
    Workload load = fromEnvironment ? environment() : asTyped();
    Logs.working(options.home().logs(), true);
    try (var atelier = Atelier.open(options)) {
      var closedown = Closedown.of(atelier);
      Signals.endAtTheSecond(0);
      atelier.prepare().ifPresent(FirstStartNotice::print);
      atelier.warnings().forEach(log::warn);
      if (metricsPort != null) {
        atelier.serveMetrics(metricsPort);
      }
      atelier.work(load);
      say(load);
      closedown.await();
    }
    return 0;
  }

  private Workload environment() {
    Map<QueueType, Integer> slots = WorkerEnvironment.slots(System.getenv());
    Set<QueueType> queues = workable(slots.keySet());
    slots.keySet().retainAll(queues);
    int all = slots.values().stream().mapToInt(Integer::intValue).sum();
    return new Workload(Math.max(1, all), slots, queues, grace());
  }

  private Workload asTyped() {
    Set<QueueType> wanted =
        queueNames.isEmpty()
            ? EnumSet.allOf(QueueType.class)
            : queueNames.stream().map(QueueNames::parse).collect(Collectors.toSet());
    return new Workload(slots, Map.of(), workable(wanted), grace());
  }

  private Duration grace() {
    if (graceSeconds < 0) {
      throw new IllegalArgumentException("--grace is " + graceSeconds + ", allowed: 0 or more");
    }
    return Duration.ofSeconds(graceSeconds);
  }

  /// What is not among them stays for the workers of other programs.
  private static Set<QueueType> workable(Set<QueueType> wanted) {
    return wanted.stream()
        .filter(Atelier.workableQueues()::contains)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(QueueType.class)));
  }

  private static void say(Workload load) {
    if (load.queues().isEmpty()) {
      log.warn(
          "this version has no worker for these queues and leaves them to others; it has for {}",
          Atelier.workableQueues());
    } else {
      log.info(
          "works on {} with {} slots {}",
          load.queues(),
          load.slots(),
          load.slotsByQueue().isEmpty() ? "" : load.slotsByQueue());
    }
  }
}
