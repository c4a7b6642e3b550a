package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.queue.QueueType;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
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

/// `queue:pause QUEUE --reason TEXT`
@Command(
    name = "queue:pause",
    description =
        "Lets all Atelier processes leave a queue alone, within a second; running jobs end. PHP"
            + " workers do not heed it.")
final class QueuePauseCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "QUEUE", description = "A base queue, like subdefCreation.")
  private String queue = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "For whoever wonders why nothing is done.")
  private String reason = "";

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Goes on by itself then: 18:30, \"2026-08-07 18:30\", 2026-08-07T18:30:00Z.")
  private @Nullable String until;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "Goes on by itself after that: 90s, 15m, 2h, 1d.")
  private @Nullable String length;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  QueuePauseCommand() {}

  @Override
  public Integer call() {
    Logs.quiet();
    QueueType type = QueueNames.parse(queue);
    Optional<Instant> end = end();
    try (var atelier = Atelier.open(common.options())) {
      atelier.queueDesk().pause(type, reason, Author.from(System.getenv()), end);
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          type
              + " is paused "
              + end.map(moment -> "until " + Show.moment(moment))
                  .orElse("until queue:resume " + type)
              + ".");
      out.flush();
    }
    return 0;
  }

  private Optional<Instant> end() {
    if (until != null && length != null) {
      throw new ParameterException(spec.commandLine(), "--until and --for exclude each other");
    }
    ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
    return Optional.ofNullable(until)
        .map(text -> Moments.moment(text, now).toInstant())
        .or(
            () ->
                Optional.ofNullable(length)
                    .map(text -> now.plus(Moments.length(text)).toInstant()));
  }
}
