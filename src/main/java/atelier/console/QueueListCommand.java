package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.QueueOverview;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `queue:list`
@Command(
    name = "queue:list",
    description = "Shows how the queues stand, a line for each kind of work.")
final class QueueListCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--all", description = "A line for each queue.")
  private boolean all;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  QueueListCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    try (var atelier = Atelier.open(common.options())) {
      QueueOverview overview = atelier.queueDesk().overview();
      output.print(
          spec.commandLine().getOut(),
          all ? QueueViews.jsonOfAll(overview) : QueueViews.json(overview),
          all ? QueueViews.tableOfAll(overview) : QueueViews.table(overview),
          "There are no queues.");
    }
    return 0;
  }
}
