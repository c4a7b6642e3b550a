package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.QueueDesk;
import atelier.queue.QueueName;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `queue:purge QUEUE`
@Command(
    name = "queue:purge",
    description = "Throws away what waits in a queue; there is no way back.")
final class QueuePurgeCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "QUEUE", description = "Like subdefCreation_failed.")
  private String queue = "";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  QueuePurgeCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    QueueName wanted = QueueNames.parseAny(queue);
    PrintWriter out = spec.commandLine().getOut();
    try (var atelier = Atelier.open(common.options())) {
      QueueDesk desk = atelier.queueDesk();
      long waiting = desk.waiting(wanted);
      if (waiting == 0) {
        out.println("Nothing waits in " + wanted + ".");
        out.flush();
        return 0;
      }
      OptionalInt refusal =
          Confirmation.of(spec)
              .refusal(
                  "Purging " + wanted + " throws away " + Show.messages(waiting) + ".",
                  waiting,
                  spec.commandLine().getErr());
      if (refusal.isPresent()) {
        return refusal.getAsInt();
      }
      out.println(Show.messages(desk.purge(wanted)) + " of " + wanted + " thrown away.");
      out.flush();
    }
    return 0;
  }
}
