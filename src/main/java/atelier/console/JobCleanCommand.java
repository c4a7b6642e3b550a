package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `job:clean`
@Command(
    name = "job:clean",
    description = "Throws away what the ledger tells of old jobs that have ended.")
final class JobCleanCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--older-than",
      required = true,
      paramLabel = "WHEN",
      description = "2026-11-24, 2026-11-24T08:00:00Z, or an age: 3h, 2d, 1w, \"2 months\".")
  private String olderThan = "";

  @Option(names = "--dry", description = "Only say how many there are.")
  private boolean dry;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  JobCleanCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    Instant before = PastMoments.before(olderThan, Clock.system(ZoneId.systemDefault()));
    PrintWriter out = spec.commandLine().getOut();
    try (var atelier = Atelier.open(common.options())) {
      long old = atelier.desk().cleanJobs(before, true);
      out.println(old + " jobs ended before " + Show.moment(before));
      out.flush();
      if (dry || old == 0) {
        return 0;
      }
      OptionalInt refusal =
          Confirmation.of(spec)
              .refusal("This throws " + old + " jobs away.", old, spec.commandLine().getErr());
      if (refusal.isPresent()) {
        return refusal.getAsInt();
      }
      out.println(atelier.desk().cleanJobs(before, false) + " jobs were thrown away");
      out.flush();
    }
    return 0;
  }
}
