package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.queue.QueueName;
import atelier.queue.Queues.CauseCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `queue:causes QUEUE`
@Command(
    name = "queue:causes",
    description =
        "Counts the causes for which messages are in a failed queue, the most frequent first.")
final class QueueCausesCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "QUEUE", description = "Like subdefCreation_failed.")
  private String queue = "";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  QueueCausesCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    QueueName from = QueueNames.parseAny(queue);
    try (var atelier = Atelier.open(common.options())) {
      List<CauseCount> causes = atelier.queueDesk().causes(from);
      var table = new Table(">MESSAGES", "CAUSE");
      causes.forEach(each -> table.row(each.count(), each.cause()));
      output.print(
          spec.commandLine().getOut(),
          causes.stream().map(QueueCausesCommand::json).toList(),
          table,
          "Nothing waits in " + from + ".");
    }
    return 0;
  }

  private static Map<String, Object> json(CauseCount cause) {
    var values = new LinkedHashMap<String, Object>();
    values.put("messages", cause.count());
    values.put("cause", cause.cause());
    return values;
  }
}
