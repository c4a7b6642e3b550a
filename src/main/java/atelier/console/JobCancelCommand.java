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

/// `job:cancel`
@Command(
    name = "job:cancel",
    description = "Cancels jobs: those that run are stopped within a second or two.")
final class JobCancelCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "JOB", arity = "1..*", description = "Keys of jobs, as in job:list.")
  private List<String> keys = List.of();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  JobCancelCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    try (var atelier = Atelier.open(common.options())) {
      for (String key : keys) {
        String what =
            switch (atelier.desk().cancel(key, Author.from(System.getenv()))) {
              case CANCELED -> "canceled";
              case ASKED -> "runs; its process was asked to stop it";
              case ENDED, UNKNOWN -> throw new IllegalStateException("the desk lets none through");
            };
        spec.commandLine().getOut().println(key + ": " + what);
      }
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
