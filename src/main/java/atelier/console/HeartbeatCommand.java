package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `worker:heartbeat`
///
/// - Source: `docs/phraseanet.md`, commands; containers restart when it ends.
@Command(
    name = "worker:heartbeat",
    description = "Holds a connection to the broker, and ends with 0 when it is lost.")
final class HeartbeatCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--heartbeat",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Looks twice in this time (default: 30).")
  private int seconds = 30;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  HeartbeatCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (seconds < 1) {
      throw new IllegalArgumentException("--heartbeat is " + seconds + ", allowed: 1 or more");
    }
    Logs.quiet();
    try (var atelier = Atelier.open(common.options())) {
      BooleanSupplier isUp = atelier.brokerIsUp();
      while (isUp.getAsBoolean()) {
        TimeUnit.MILLISECONDS.sleep(seconds * 500L);
      }
    }
    spec.commandLine().getErr().println("the connection to the broker is lost");
    spec.commandLine().getErr().flush();
    return 0;
  }
}
