package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.desk.QueueDesk.Changed;
import atelier.job.Overlay;
import atelier.queue.QueueType;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `queue:set TYPE --max-retry N --delay SECONDS`
@Command(
    name = "queue:set",
    description =
        "Changes settings of a queue, over those of the configuration. Running processes take them"
            + " over within five seconds; a queue whose delay changes is made anew and keeps what"
            + " is in it.")
final class QueueSetCommand implements Callable<Integer> {
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(Integer.MAX_VALUE / 1000);

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "TYPE", description = "Like subdefCreation.")
  private String type = "";

  @Option(names = "--max-retry", paramLabel = "N", description = "Executions in all.")
  private @Nullable Integer maxRetry;

  @Option(
      names = "--delay",
      paramLabel = "SECONDS",
      description = "Until another try, or until a loop's next lap.")
  private @Nullable BigDecimal delay;

  @Option(
      names = "--delayed-delay",
      paramLabel = "SECONDS",
      description = "Until another look at a record that was busy.")
  private @Nullable BigDecimal delayedDelay;

  @Option(names = "--reset", description = "First back to the usual values.")
  private boolean reset;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  QueueSetCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    QueueType wanted = QueueNames.parse(type);
    var change =
        new Overlay(
            Optional.ofNullable(maxRetry),
            duration("--delay", delay),
            duration("--delayed-delay", delayedDelay));
    if (change.equals(Overlay.NOTHING) && !reset) {
      throw new ParameterException(spec.commandLine(), "say what to set, or --reset");
    }
    try (var atelier = Atelier.open(common.options())) {
      Changed changed =
          atelier.queueDesk().change(wanted, change, reset, Author.from(System.getenv()));
      PrintWriter out = spec.commandLine().getOut();
      out.println(wanted + ": " + QueueViews.settings(wanted, changed.settings().wished()));
      changed.renewed().forEach(queue -> out.println(queue + " made anew."));
      changed.pending().forEach(each -> out.println("still " + QueueViews.pending(each)));
      changed.unwritten().ifPresent(why -> out.println("Other programs do not know: " + why));
      out.flush();
      return changed.pending().isEmpty() ? 0 : Console.FAILED;
    }
  }

  private Optional<Duration> duration(String option, @Nullable BigDecimal seconds) {
    if (seconds != null && seconds.compareTo(MOST_SECONDS) > 0) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + seconds + ", allowed: up to " + MOST_SECONDS);
    }
    return Optional.ofNullable(seconds)
        .map(value -> Duration.ofMillis(value.movePointRight(3).longValue()));
  }
}
