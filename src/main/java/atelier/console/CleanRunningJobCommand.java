package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `clean:WorkerRunningJob`
@Command(
    name = "clean:WorkerRunningJob",
    description = "Throws away old rows of WorkerRunningJob, but no locks of jobs that run.")
final class CleanRunningJobCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = {"--older_than", "--older-than"},
      required = true,
      paramLabel = "WHEN",
      description = "2026-11-24, or an age: \"5 days\", \"2 weeks\", \"1 month\", \"1 year\".")
  private String olderThan = "";

  @Option(names = "--dry", description = "Only say how many there are.")
  private boolean dry;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  CleanRunningJobCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    Instant before = PastMoments.before(olderThan, Clock.system(ZoneId.systemDefault()));
    PrintWriter out = spec.commandLine().getOut();
    try (var atelier = Atelier.open(common.options())) {
      out.println(atelier.desk().cleanRows(before, true) + " rows will be deleted");
      out.println(
          dry
              ? "Dry mode: nothing was deleted"
              : atelier.desk().cleanRows(before, false) + " rows have been deleted");
      out.flush();
    }
    return 0;
  }
}
