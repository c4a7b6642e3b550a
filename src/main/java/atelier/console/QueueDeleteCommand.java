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

/// `queue:delete QUEUE`
@Command(
    name = "queue:delete",
    description =
        "Deletes a queue with what is in it; there is no way back. Whoever uses it next makes it anew, empty, with the settings of then.")
final class QueueDeleteCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "QUEUE", description = "Like subdefCreation_failed.")
  private String queue = "";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  QueueDeleteCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    QueueName wanted = QueueNames.parseAny(queue);
    PrintWriter out = spec.commandLine().getOut();
    try (var atelier = Atelier.open(common.options())) {
      QueueDesk desk = atelier.queueDesk();
      long waiting = desk.waiting(wanted);

      OptionalInt refusal =
          Confirmation.of(spec)
              .refusal(
                  "Deleting " + wanted + " throws away " + Show.messages(waiting) + ".",
                  waiting,
                  spec.commandLine().getErr());
      if (refusal.isPresent()) {
        return refusal.getAsInt();
      }
      out.println(wanted + " deleted, with " + Show.messages(desk.delete(wanted)) + ".");
      out.flush();
    }
    return 0;
  }
}
