package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.queue.QueueType;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `queue:resume QUEUE`
@Command(name = "queue:resume", description = "Ends a pause.")
final class QueueResumeCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "QUEUE", description = "A base queue, like subdefCreation.")
  private String queue = "";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  QueueResumeCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    QueueType type = QueueNames.parse(queue);
    try (var atelier = Atelier.open(common.options())) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          type + (atelier.queueDesk().resume(type) ? " is worked on again." : " was not paused."));
      out.flush();
    }
    return 0;
  }
}
