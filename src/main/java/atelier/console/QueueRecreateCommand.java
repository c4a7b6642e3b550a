package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.queue.QueueDifference;
import atelier.queue.QueueName;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `queue:recreate QUEUE`
@Command(
    name = "queue:recreate",
    description =
        "Makes a queue anew with the settings of now, and keeps what is in it; how long that has"
            + " waited is forgotten. Nobody may consume the queue meanwhile.")
final class QueueRecreateCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "QUEUE", description = "Like subdefCreation_retry.")
  private String queue = "";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  QueueRecreateCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    QueueName wanted = QueueNames.parseAny(queue);
    try (var atelier = Atelier.open(common.options())) {
      List<QueueDifference> pending = atelier.queueDesk().recreate(wanted);
      PrintWriter out = spec.commandLine().getOut();
      out.println(wanted + " made anew.");
      pending.forEach(each -> out.println("still " + QueueViews.pending(each)));
      out.flush();
      return pending.isEmpty() ? 0 : Console.FAILED;
    }
  }
}
