package atelier.console;

import atelier.app.Atelier;
import atelier.app.Logs;
import atelier.app.Workload;
import atelier.app.Workshop;
import atelier.desk.Measures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `demo [FOLDER]`
@Command(
    name = "demo",
    description =
        "Makes a library, takes every file below FOLDER in (or sample pictures), works until all is"
            + " done, and says what came of it.")
final class DemoCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final PanelOptions panel = new PanelOptions();

  @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "Pictures to take in.")
  private @Nullable Path folder;

  @Option(
      names = {"-m", "--max-processes"},
      paramLabel = "N",
      description = "Jobs at the same time (default: as many as there are cores).")
  private int slots = Runtime.getRuntime().availableProcessors();

  @Option(names = "--exit", description = "End when all is done, on a terminal too.")
  private boolean exit;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Picocli sets it before any use.
  DemoCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    var options = common.options();
    List<Path> given = folder == null ? List.of() : MediaFiles.below(List.of(folder));
    options.home().make();
    Logs.working(options.home().logs(), false);
    try (var atelier = Atelier.open(options)) {
      var closedown = Closedown.of(atelier);
      atelier.prepare().ifPresent(FirstStartNotice::print);
      atelier.warnings().forEach(out::println);
      List<Path> files = folder == null ? samples(atelier, out) : given;
      Workshop workshop = atelier.work(Workload.of(slots, Atelier.workableQueues()));
      var run = new DemoRun(atelier, workshop, slots, out);
      DemoRun.Results results = run.work(files);
      new DemoReport(atelier, results).print(out);
      if (!exit && Terminal.isThere()) {
        out.println();
        out.println("The panel is open at " + panel.openSomewhere(atelier));
        out.println("The workshop stays open and works off what comes. Ctrl-C closes it.");
        out.flush();
        closedown.await();
      }
    }
    return 0;
  }

  private static List<Path> samples(Atelier atelier, PrintWriter out) throws InterruptedException {
    out.println("Making sample pictures (no FOLDER was given) ...");
    out.flush();
    long began = System.nanoTime();
    List<Path> files = atelier.samples();
    out.printf(
        "%d sample files in %s (%s)%n",
        files.size(),
        atelier.home().samples(),
        Measures.duration(Duration.ofNanos(System.nanoTime() - began)));
    out.flush();
    return files;
  }
}
