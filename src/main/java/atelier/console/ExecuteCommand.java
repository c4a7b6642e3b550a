package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.queue.QueueType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

  @Override
  public Integer call() throws InterruptedException {
    var options = common.options();
    Set<QueueType> wanted =
        queueNames.isEmpty()
            ? EnumSet.allOf(QueueType.class)
            : queueNames.stream().map(QueueNames::parse).collect(Collectors.toSet());
    Set<QueueType> queues =
        wanted.stream()
            .filter(Atelier.workableQueues()::contains)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(QueueType.class)));
    if (queues.isEmpty()) {
      throw new IllegalArgumentException(
          "this version has no worker for " + wanted + "; it has for " + Atelier.workableQueues());
    }
    Logs.working(options.home().logs(), true);
    try (var atelier = Atelier.open(options)) {
      var closedown = Closedown.of(atelier);
      atelier.prepare().ifPresent(FirstStartNotice::print);
      atelier.warnings().forEach(log::warn);
      atelier.work(slots, queues);
      log.info("works on {} with {} slots", queues, slots);
      closedown.await();
    }
    return 0;
  }
}
