package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `job:retry JOB`
@Command(
    name = "job:retry",
    description = "Runs jobs that have ended once more, as new jobs, and says their keys.")
final class JobRetryCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "JOB", arity = "1..*", description = "Keys of jobs, as in job:list.")
  private List<String> keys = List.of();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  JobRetryCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    try (var atelier = Atelier.open(common.options())) {
      for (String key : keys) {
        spec.commandLine().getOut().println(key + ": again as " + atelier.queueDesk().retry(key));
      }
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
