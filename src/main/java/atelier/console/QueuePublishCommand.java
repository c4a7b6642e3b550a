package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.job.JobKey;
import atelier.queue.QueueType;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `queue:publish TYPE FILE`
@Command(
    name = "queue:publish",
    description = "Publishes a work order, and says the key of its job.")
final class QueuePublishCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "TYPE", description = "Like subdefCreation.")
  private String type = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "The payload as JSON, or the whole message (- = standard input).")
  private String file = "";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  QueuePublishCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    QueueType wanted = QueueNames.parse(type);
    String order = TextFile.read(file);
    try (var atelier = Atelier.open(common.options())) {
      JobKey key = atelier.queueDesk().publish(wanted, order);
      PrintWriter out = spec.commandLine().getOut();
      out.println(key);
      out.flush();
    }
    return 0;
  }
}
