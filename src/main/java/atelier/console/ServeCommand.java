package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.app.Workload;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `serve --port 8080`
@Command(
    name = "serve",
    description =
        "Panel, workers and the embedded parts in one process, until it is stopped (SIGTERM or"
            + " Ctrl-C lets running jobs end).")
final class ServeCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PanelOptions panel = new PanelOptions();

  @Option(
      names = {"-m", "--max-processes"},
      paramLabel = "N",
      description = "Jobs at the same time (default: as many as there are cores).")
  private int slots = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      defaultValue = "14",
      description = "How long running jobs may go on after SIGTERM (default: 14).")
  private int graceSeconds = (int) Workload.USUAL_GRACE.toSeconds();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  ServeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (slots < 1) {
      throw new IllegalArgumentException("-m is " + slots + ", allowed: 1 or more");
    }
    if (graceSeconds < 0) {
      throw new IllegalArgumentException("--grace is " + graceSeconds + ", allowed: 0 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    var options = common.options();
    Logs.working(options.home().logs(), true);
    try (var atelier = Atelier.open(options)) {
      var closedown = Closedown.of(atelier);
      Signals.endAtTheSecond(0);
      atelier.prepare().ifPresent(FirstStartNotice::print);
      atelier.warnings().forEach(out::println);
      atelier.work(
          new Workload(
              slots, Map.of(), Atelier.workableQueues(), Duration.ofSeconds(graceSeconds)));
      URI address = panel.open(atelier);
      out.println("The panel is open at " + address);
      out.flush();
      closedown.await();
    }
    return 0;
  }
}
