package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.job.JobState;
import atelier.job.JobStore.JobFilter;
import atelier.job.JobStore.JobLine;
import atelier.library.RecordId;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `job:list`
@Command(name = "job:list", description = "Lists jobs, the one last changed first.")
final class JobListCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--queue-name", paramLabel = "QUEUE", description = "Only this kind of work.")
  private @Nullable String queue;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "Only this state: running, waiting, finished, failed or canceled; may be repeated.")
  private List<JobState> states = List.of();

  @Option(names = "--record", paramLabel = "RECORD", description = "Only this record, like 1_12.")
  private @Nullable String record;

  @Option(names = "--databox", paramLabel = "ID", description = "Only records of this databox.")
  private @Nullable Integer databox;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Only those whose message or reason has this text.")
  private @Nullable String text;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Only those first seen since: 2026-11-24, 2026-11-24T08:00:00Z, or 3h, 2d, 1w.")
  private @Nullable String since;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "Default: 50.")
  private int limit = 50;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  JobListCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    Optional<RecordId> wanted = Optional.ofNullable(record).map(RecordId::parse);
    var filter =
        new JobFilter(
            Optional.ofNullable(queue).map(QueueNames::parse),
            Set.copyOf(states),
            wanted.map(RecordId::databox).or(() -> Optional.ofNullable(databox)),
            wanted.map(RecordId::record),
            Optional.ofNullable(text),
            Optional.ofNullable(since)
                .map(when -> PastMoments.before(when, Clock.system(ZoneId.systemDefault()))));
    try (var atelier = Atelier.open(common.options())) {
      List<JobLine> jobs = atelier.desk().jobs(filter, limit);
      output.print(
          spec.commandLine().getOut(),
          jobs.stream().map(JobViews::json).toList(),
          JobViews.table(jobs),
          filter.equals(JobFilter.ALL) ? "No job has run yet." : "No such jobs.");
    }
    return 0;
  }
}
