package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.Desk.JobDetails;
import atelier.json.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `job:show KEY`
@Command(name = "job:show", description = "Shows a job: its order and every execution.")
final class JobShowCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "JOB", description = "The job's key, as job:list shows it.")
  private String key = "";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  JobShowCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    try (var atelier = Atelier.open(common.options())) {
      JobDetails details = atelier.desk().job(key);
      PrintWriter out = spec.commandLine().getOut();
      if (output.isJson()) {
        var values = new LinkedHashMap<>(JobViews.json(details.job()));
        values.put("envelope", details.job().envelopeJson());
        values.put("attempts", details.attempts().stream().map(JobViews::json).toList());
        out.println(Json.writePretty(values));
      } else {
        print(out, details);
      }
      out.flush();
    }
    return 0;
  }

  private static void print(PrintWriter out, JobDetails details) {
    out.print(JobViews.table(List.of(details.job())).text());
    out.println();
    out.println("Order");
    out.print(JobViews.envelope(details.job()).indent(2));
    out.println();
    out.println("Executions");
    var table = new Table("  STARTED", ">TRY", "OUTCOME", "REASON", "PROCESS");
    details
        .attempts()
        .forEach(
            each ->
                table.row(
                    "  " + Show.moment(each.started()),
                    each.attempt(),
                    each.outcome(),
                    each.reason(),
                    each.processText()));
    out.print(table.text());
    details.attempts().stream()
        .filter(each -> !each.toolOutput().isEmpty())
        .forEach(
            each -> {
              out.println();
              out.println("Output of " + each.tool() + ", try " + each.attempt());
              out.print(each.toolOutput().indent(2));
            });
  }
}
